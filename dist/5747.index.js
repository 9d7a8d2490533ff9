export const id = 5747;
export const ids = [5747];
export const modules = {

/***/ 55747:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   attach: () => (/* binding */ attach)
/* harmony export */ });
/* harmony import */ var _artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70697);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23940);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67813);
/* harmony import */ var _find_find_manifest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46937);
/* harmony import */ var _send_annotations_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(27509);
/* harmony import */ var _send_image_spec_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(48329);
/* harmony import */ var _send_input_files_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(92501);
/* harmony import */ var _send_send_staged_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(43844);
/* harmony import */ var _tell_total_size_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(43052);











/**
 * Publishes files as an artifact of its own that refers to another manifest as its subject: an SBOM, a signature, a
 * report.
 */
async function attach({ reference, sought, platform, files: wanted, annotations, artifactType, imageSpec, concurrency, dryRun, }, { open, learn, log, signal, workspace }, { build, temporary, sign }) {
    const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(reference);
    learn({ repository, tags: [], changed: false, files: [], transferred: 0, reused: 0 });
    const files = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_8__/* .findInputFiles */ .Tr)(wanted, workspace, log);
    if (files.length === 0)
        return;
    const { symlinks, includeHiddenFiles } = wanted;
    const said = await (0,_send_annotations_js__WEBPACK_IMPORTED_MODULE_6__/* .readAnnotations */ .t)(annotations, { build, symlinks }, workspace);
    const heading = `${dryRun ? 'Would attach' : 'Attach'} ${(0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_8__/* .countFound */ .WC)(files)} to ${repository}`;
    await log.group(heading, async () => {
        const target = open.store(reference);
        const subject = await findSubject(target, sought, platform, signal);
        log.info(`The subject is ${repository}@${subject.digest}`);
        learn({ details: { subject } });
        const packing = {
            said,
            symlinks,
            includeHiddenFiles,
            temporary,
            artifactType,
            config: undefined,
            subject,
            concurrency,
        };
        const packed = await (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_8__/* .packInputFiles */ .Fx)(files, packing, workspace, log, signal);
        const known = await digestsListed(target, subject, packed.root.digest, signal);
        const task = {
            target,
            repository,
            subject,
            known,
            sent: new Set(packed.sent),
            sign,
            artifactType,
            concurrency,
            dryRun,
        };
        await (0,_send_image_spec_js__WEBPACK_IMPORTED_MODULE_7__/* .withImageSpec */ .T)(packed, imageSpec, { reference, known }, log, (chosen) => publish(chosen, task, { learn, log, signal }));
    });
}
/** Sends a packed artifact, unless the list of its subject has it. */
async function publish(packed, { target, repository, subject, known, sent, sign, artifactType, concurrency, dryRun }, { learn, log, signal }) {
    const { root } = packed;
    const size = (0,_tell_total_size_js__WEBPACK_IMPORTED_MODULE_10__/* .totalSize */ .U)((0,_artifact_files_pack_js__WEBPACK_IMPORTED_MODULE_0__/* .blobsOf */ .OR)(packed));
    /** Told when it is there, and on the list of its subject. */
    const about = {
        digest: root.digest,
        reference: `${repository}@${root.digest}`,
        mediaType: root.mediaType,
        ...(artifactType === undefined ? {} : { artifactType }),
        size,
        files: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_8__/* .filesOf */ .R8)(packed),
        related: [{ digest: subject.digest, type: subject.mediaType, relation: 'subject', of: root.digest }],
    };
    const signRoot = async () => (await sign?.(target, root, repository))?.isChanged ?? false;
    // A list under a tag is what somebody wrote there: the manifest may never have come, or be gone.
    if (known.has(root.digest) && (await target.has(root, signal))) {
        learn({ ...about, reused: size });
        learn({ changed: await signRoot() });
        return;
    }
    if (dryRun) {
        learn({ ...about, changed: true });
        await signRoot();
        return;
    }
    const { isChanged, transferred, reused } = await (0,_send_send_staged_js__WEBPACK_IMPORTED_MODULE_9__/* .sendStaged */ .X)({ ...packed, size }, target, {
        ...{ sent, concurrency, nameOf: (0,_send_input_files_js__WEBPACK_IMPORTED_MODULE_8__/* .blobNames */ .MQ)(packed), log, signal },
    });
    // Content without a place in the list of its subject, as a job leaves it that was cancelled in between.
    if (!isChanged)
        await target.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(packed.bytes), { signal });
    learn({ ...about, changed: true, transferred, reused });
    await signRoot();
}
/** Finds the manifest to attach to, once: whatever happens to the tag, the digest counts from then on. */
async function findSubject(target, { reference, expectDigest }, platform, signal) {
    try {
        const { top, chosen } = await (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .findChosen */ .qc)(target, { reference, platform }, 'attach to', signal);
        (0,_find_find_manifest_js__WEBPACK_IMPORTED_MODULE_5__/* .checkExpected */ .vi)(expectDigest, reference, top.descriptor.digest, chosen.descriptor.digest);
        return (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .bare */ .$B)(chosen.descriptor);
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCode */ .up)(error, 'NOT_FOUND'))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('NOT_FOUND', `There is no subject to attach to: ${error.message}`, { cause: error });
    }
}
/** The digests in the list of a subject, up to the one that is wanted. */
async function digestsListed(target, subject, wanted, signal) {
    const digests = new Set();
    for await (const { digest } of target.referrers(subject, signal)) {
        digests.add(digest);
        if (digest === wanted)
            break;
    }
    return digests;
}


/***/ })

};
