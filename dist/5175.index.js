export const id = 5175;
export const ids = [5175];
export const modules = {

/***/ 15175:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   admit: () => (/* binding */ admit)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _give_way_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99968);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11260);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(62395);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88913);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(56374);







const nothing = { accepted: [], isWhole: false, isBound: false };
/**
 * Chooses what may be copied along with verified manifests: signatures and attestations of them by a signer that an
 * entry of the policy accepts, of whatever type; and what such a signature, attached to it in turn, covers. What cannot
 * be read is left; a registry that fails is a failure.
 */
async function admit(source, attached, trust, signal) {
    const giveWay = (0,_give_way_js__WEBPACK_IMPORTED_MODULE_1__/* .createGiveWay */ .$)(signal);
    const judged = new Map();
    for (const each of attached) {
        await giveWay();
        judged.set(each, await judge(source, each, trust, signal));
    }
    const covered = new Set();
    for (const [{ subject }, { accepted }] of judged)
        if (accepted.length > 0)
            covered.add(subject.digest);
    const reached = new Set(attached.filter(({ depth }) => depth === 0).map(({ subject }) => subject.digest));
    const result = { admitted: [], left: [] };
    for (const [each, { accepted, isWhole, isBound }] of [...judged].toSorted(([a], [b]) => a.depth - b.depth)) {
        const { descriptor, subject, tag } = each;
        const isCovered = isWhole || (isBound && covered.has(descriptor.digest));
        if (reached.has(subject.digest) && isCovered) {
            reached.add(descriptor.digest);
            result.admitted.push(each);
            continue;
        }
        if (reached.has(subject.digest) && tag !== undefined && accepted.length > 0) {
            result.admitted.push({ ...each, only: accepted });
        }
        result.left.push(each);
    }
    return result;
}
async function judge(source, { descriptor, subject, tag }, trust, signal) {
    const manifest = await readManifest(source, descriptor.digest, signal);
    if (!manifest)
        return nothing;
    const isBound = manifest.subject?.digest === subject.digest;
    if (manifest.kind !== 'manifest')
        return { ...nothing, isBound };
    const { layers, config } = manifest;
    const accepted = [];
    for (const layer of layers.slice(0, _find_js__WEBPACK_IMPORTED_MODULE_4__/* .maxCandidates */ .BF)) {
        const evidence = (0,_find_js__WEBPACK_IMPORTED_MODULE_4__/* .isEvidence */ .em)(layer) ? await (0,_find_js__WEBPACK_IMPORTED_MODULE_4__/* .readLayer */ .w6)(source, layer, signal) : '';
        const place = tag === undefined ? 'list' : 'tag';
        const isGood = typeof evidence !== 'string' && (await (0,_verify_js__WEBPACK_IMPORTED_MODULE_6__.isAccepted)(evidence, place, subject.digest, trust));
        signal.throwIfAborted();
        if (isGood)
            accepted.push(layer);
        // A referrer comes whole or not at all.
        else if (tag === undefined)
            break;
    }
    const isPlain = config === undefined || isKnownConfig(config, layers);
    const isWhole = layers.length > 0 && accepted.length === layers.length && isPlain;
    return { accepted, isWhole: isWhole && (isBound || (tag !== undefined && !manifest.subject)), isBound };
}
/** Reports whether a config is known without reading it: empty, or as cosign makes it of the layers. */
function isKnownConfig({ digest }, layers) {
    return digest === _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyJson */ .Gu.digest || digest === (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageConfigType */ .yc, (0,_publish_js__WEBPACK_IMPORTED_MODULE_5__/* .encodeConfig */ .dI)(layers)).digest;
}
async function readManifest(source, digest, signal) {
    try {
        return (await source.manifest(digest, signal)).parsed();
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isOfContent */ .LR)(error))
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 88913:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Z: () => (/* binding */ pushBundle),
/* harmony export */   Br: () => (/* binding */ addToTag),
/* harmony export */   addLayers: () => (/* binding */ addLayers),
/* harmony export */   dI: () => (/* binding */ encodeConfig)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50261);
/* harmony import */ var _store_settling_time_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(94863);
/* harmony import */ var _store_verified_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67813);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(86146);
/* harmony import */ var _find_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62395);
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67101);
/* harmony import */ var _formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(18609);










/** How often the tag is written and looked at again, before we give up. */
const maxRounds = 10;
/** Publishes a bundle as a manifest that refers to its subject; gives the digest of that manifest. */
async function pushBundle(store, subject, { bytes, predicateType }, signal) {
    const layer = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .bundleType */ .$7, bytes);
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({
        mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz,
        artifactType: _formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .bundleType */ .$7,
        config: _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu,
        layers: [layer],
        subject,
        annotations: {
            'dev.sigstore.bundle.content': 'dsse-envelope',
            [_formats_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .predicateAnnotation */ .rI]: predicateType,
        },
    });
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, manifest);
    await pushBlob(store, _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .emptyJson */ .Gu, Buffer.from('{}'), signal);
    await pushBlob(store, layer, bytes, signal);
    await store.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(manifest), { signal });
    return root.digest;
}
/**
 * Adds a signature to those under the tag `sha256-….sig`, as cosign keeps them; gives the digest of what the tag points
 * to. No registry promises a conditional PUT, so another job may write over ours, or we over theirs: as with a list of
 * referrers, we wait for longer than a read and a write take, look, and put back what is gone.
 */
async function addToTag(store, subject, { payload, ...evidence }, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_5__/* .realTime */ .M9) {
    const tag = (0,_find_js__WEBPACK_IMPORTED_MODULE_6__/* .signatureTag */ .bG)(subject);
    const own = {
        ...(0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__/* .simpleSigningType */ .Iy, payload),
        annotations: annotationsOf(evidence),
    };
    await pushBlob(store, own, payload, signal);
    return addLayers(store, tag, [own], signal, time);
}
function annotationsOf(evidence) {
    return Object.fromEntries(Object.entries(_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__/* .layerAnnotations */ .is).flatMap(([name, annotation]) => {
        const value = evidence[name];
        return value === undefined ? [] : [[annotation, value]];
    }));
}
/** Adds signatures whose payloads are in the store to those under a tag, as it is told above. */
async function addLayers(store, tag, own, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_5__/* .realTime */ .M9) {
    let known = [...own];
    let last;
    for (let round = 0;; round += 1) {
        const start = time.now();
        const current = await readTag(store, tag, signal);
        known = union(current?.layers ?? [], known);
        const isComplete = current !== undefined && current.layers.length === known.length;
        if (isComplete && (round === 0 || current.digest === last || round === maxRounds))
            return current.digest;
        if (round === maxRounds)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('REGISTRY', `The tag ${tag} does not keep what is written to it`);
        last = isComplete ? current.digest : await writeTag(store, tag, known, signal);
        await time.pause((0,_store_settling_time_js__WEBPACK_IMPORTED_MODULE_9__/* .settlingTime */ .e)(time.now() - start), signal);
    }
}
async function readTag(store, tag, signal) {
    const content = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(store.manifest(tag, signal));
    if (!content)
        return undefined;
    const manifest = content.parsed();
    const fail = (what) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `The tag ${tag} holds ${what} instead of signatures of cosign: it was not overwritten`);
    if (manifest.kind !== 'manifest')
        throw fail('an index');
    const { layers } = manifest;
    if (layers.length > 0 && !layers.some(_find_js__WEBPACK_IMPORTED_MODULE_6__/* .isEvidence */ .em))
        throw fail('another artifact');
    return { digest: content.descriptor.digest, layers };
}
/** Puts layers behind others that do not have them: one layer may be listed several times, with different signatures. */
function union(layers, more) {
    const name = ({ digest, annotations }) => `${digest} ${annotations?.[_formats_simple_signing_js__WEBPACK_IMPORTED_MODULE_8__/* .layerAnnotations */ .is.signature]}`;
    const names = new Set(layers.map(name));
    return [...layers, ...more.filter((layer) => !names.has(name(layer)))];
}
/** Writes the tag as cosign does: an image whose layers are the payloads. */
async function writeTag(store, tag, layers, signal) {
    const body = encodeConfig(layers);
    const config = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageConfigType */ .yc, body);
    await pushBlob(store, config, body, signal);
    const manifest = (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .encodeManifest */ .Gb)({ mediaType: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, config, layers });
    const root = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .imageManifest */ .Bz, manifest);
    await store.push(root, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(manifest), { tags: [tag], signal });
    return root.digest;
}
/** Writes the config of such an image, which says nothing that its layers do not. */
function encodeConfig(layers) {
    const created = '0001-01-01T00:00:00Z';
    return Buffer.from(JSON.stringify({
        architecture: '',
        created,
        history: layers.map(() => ({ created })),
        os: '',
        rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
        config: {},
    }));
}
async function pushBlob(store, descriptor, bytes, signal) {
    if (!(await store.has(descriptor, signal)))
        await store.push(descriptor, (0,_store_verified_js__WEBPACK_IMPORTED_MODULE_4__/* .openBytes */ .od)(bytes), { signal });
}


/***/ })

};
