export const id = 8628;
export const ids = [8628];
export const modules = {

/***/ 18628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchedRoots: () => (/* binding */ fetchedRoots),
  rootsOfFile: () => (/* binding */ rootsOfFile)
});

// UNUSED EXPORTS: publicInstances

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/oci/json.js
var json = __webpack_require__(73931);
// EXTERNAL MODULE: ./lib/once.js
var once = __webpack_require__(4986);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __webpack_require__(3474);
;// CONCATENATED MODULE: ./lib/trust/roots/tuf.js






/** A trusted_root.json has some 7 KiB. */
const maxTarget = 2 ** 20;
/**
 * Returns a function that fetches a file that The Update Framework vouches for
 * (https://theupdateframework.github.io/specification/latest/), by way of all root.json that followed the anchor. The
 * repository is brought up to date once, with the first file; where that fails, all of them fail. `what` is how messages
 * call the file. Fails with INTEGRITY, or the code that `fetch` failed with.
 */
function openRepository(fetch, { url, anchor, folder }) {
    const metadataDir = (0,external_node_path_.join)(folder, new URL(url).host.replace(':', '-'));
    let failure;
    const download = async (place, limit) => {
        try {
            const bytes = await fetch(place, limit);
            if (bytes.length > limit)
                throw new errors/* OciError */.Mf('TOO_LARGE', `${place} is larger than ${(0,format_bytes/* formatBytes */.z)(limit)}`);
            return bytes;
        }
        catch (error) {
            if ((0,errors/* hasCode */.up)(error, 'NOT_FOUND', 'DENIED')) {
                // Not in the index of the library. The walk along the roots ends with this error alone.
                const { DownloadHTTPError } = await __webpack_require__.e(/* import() */ 1172).then(__webpack_require__.t.bind(__webpack_require__, 1172, 19));
                throw new DownloadHTTPError((0,errors/* messageOf */.bD)(error), 404);
            }
            failure = error;
            throw error;
        }
    };
    const updated = (0,once/* once */.O)(async () => {
        const [own, { Updater }] = await Promise.all([anchor(), __webpack_require__.e(/* import() */ 4102).then(__webpack_require__.t.bind(__webpack_require__, 84102, 19))]);
        await (0,promises_.mkdir)(metadataDir, { recursive: true });
        // It believes any root.json that it finds there.
        await (0,promises_.writeFile)((0,external_node_path_.join)(metadataDir, 'root.json'), own);
        const updater = new Updater({
            metadataDir,
            metadataBaseUrl: url,
            targetBaseUrl: `${url}/targets`,
            fetcher: fetcherOf(download, metadataDir),
        });
        await updater.refresh();
        return updater;
    });
    const get = async (target) => {
        const updater = await updated();
        failure = undefined;
        const found = await updater.getTargetInfo(target);
        if (!found)
            throw new Error(`it has no ${target}`);
        if (found.length > maxTarget)
            throw new Error(`${target} is larger than ${(0,format_bytes/* formatBytes */.z)(maxTarget)}`);
        const file = (0,external_node_path_.join)(metadataDir, `target-${target}`);
        await ((await updater.findCachedTarget(found, file)) ?? updater.downloadTarget(found, file));
        const bytes = await (0,promises_.readFile)(file);
        // Whoever can write to this folder may have changed the file meanwhile.
        await found.verify(external_node_stream_.Readable.from([bytes]));
        return bytes;
    };
    // One after the other: they share `failure`, and the files of the library.
    let last = Promise.resolve();
    return (target, what) => {
        const done = last.then(async () => {
            try {
                return await get(target);
            }
            catch (error) {
                throw new errors/* OciError */.Mf(failure instanceof errors/* OciError */.Mf ? failure.code : 'INTEGRITY', `${what} cannot be brought up to date: ${(0,errors/* messageOf */.bD)(failure ?? error)}`, { cause: error, topic: 'trust-root' });
            }
        });
        last = done.catch(() => { });
        return done;
    };
}
/** What the library asks for: bytes, or a file. */
function fetcherOf(download, folder) {
    return {
        downloadBytes: download,
        async downloadFile(url, limit, handle) {
            const file = (0,external_node_path_.join)(folder, 'download');
            await (0,promises_.writeFile)(file, await download(url, limit));
            return handle(file);
        },
    };
}

;// CONCATENATED MODULE: ./lib/trust/roots/trusted-root.js





/** The public instance first, and GitHub's own for private repositories, which has no logs and a clock. */
const publicInstances = [
    {
        name: 'sigstore.dev',
        organization: 'sigstore.dev',
        url: 'https://tuf-repo-cdn.sigstore.dev',
        anchor: async () => JSON.stringify((await __webpack_require__.e(/* import() */ 1477).then(__webpack_require__.t.bind(__webpack_require__, 11477, 17))).default),
        logs: 1,
        scts: 1,
    },
    {
        name: 'GitHub',
        organization: 'GitHub, Inc.',
        url: 'https://tuf-repo.github.com',
        anchor: async () => JSON.stringify((await __webpack_require__.e(/* import() */ 5314).then(__webpack_require__.t.bind(__webpack_require__, 5314, 17))).default),
        logs: 0,
        scts: 0,
    },
];
/**
 * The roots of the public instance and of GitHub's, each brought up to date by TUF when the first certificate of it is
 * met; and the signing configs of the first of them, by the same walk. `folder` keeps the files of TUF, and may be new; one
 * that is kept would protect from older answers too.
 */
function fetchedRoots(fetch, folder, sources = publicInstances) {
    const sourceOf = (name) => sources.find((each) => each.name === name);
    const repositoryOf = (0,once/* once */.O)((name) => openRepository(fetch, { ...sourceOf(name), folder }));
    const load = (0,once/* once */.O)(async (name) => {
        const bytes = await repositoryOf(name)('trusted_root.json', `The trust root of ${name}`);
        return instance(bytes, sourceOf(name)).catch((cause) => {
            throw new errors/* OciError */.Mf('INTEGRITY', `The trust root of ${name} cannot be read: ${(0,errors/* messageOf */.bD)(cause)}`, {
                cause,
                topic: 'trust-root',
            });
        });
    });
    return {
        async instanceOf(certificate) {
            const organization = organizationIn(certificate.issuer);
            for (const { name } of sources.filter((source) => source.organization === organization)) {
                const found = await load(name);
                if (hasIssued(found, certificate))
                    return found;
            }
            return undefined;
        },
        signingConfig: (target) => repositoryOf(sources[0].name)(target, `The signing config of ${sources[0].name}`),
    };
}
/**
 * Reads the organization out of a name as Node writes it, a field a line. `toLegacyObject` would read it too, but where
 * `node:tls` was not loaded before, no TLS connection can be made after it (Node 24).
 */
function organizationIn(name) {
    const [, organization] = /^O=(.*)$/m.exec(name) ?? [];
    return organization?.replaceAll('\\,', ',');
}
/**
 * The roots of a file: a trusted_root.json, or several, one a line, as `gh attestation trusted-root` prints them. A
 * signature needs an entry of a log, and a signed certificate timestamp, where a root lists who could give one. Fails
 * with INVALID_INPUT, naming `file`.
 */
async function rootsOfFile(text, file) {
    const instances = await Promise.all(documentsOf(text).map(async (document, index, { length }) => {
        const name = length === 1 ? file : `${file}, root ${index + 1}`;
        try {
            return await instance(Buffer.from(document));
        }
        catch (error) {
            throw new errors/* OciError */.Mf('INVALID_INPUT', `${name} is not a trusted root of Sigstore: ${(0,errors/* messageOf */.bD)(error)}`, {
                cause: error,
                topic: 'trust-root',
            });
        }
    }));
    return {
        instanceOf: async (certificate) => instances.find((each) => hasIssued(each, certificate)),
    };
}
/** Each line, where the first one is a document by itself; else the text as a whole. */
function documentsOf(text) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.length > 1 && lines[0]?.trim().endsWith('}') ? lines : [text];
}
/** Reads a trusted_root.json; fails with an error of any kind, about `it`. */
async function instance(bytes, needs = {}) {
    const { TrustedRoot } = await __webpack_require__.e(/* import() */ 9654).then(__webpack_require__.t.bind(__webpack_require__, 19654, 19));
    const root = TrustedRoot.fromJSON(Object((0,json/* parseJson */.qF)(bytes, 'it')));
    if (!root.mediaType.startsWith('application/vnd.dev.sigstore.trustedroot')) {
        throw new Error(`it has the media type "${root.mediaType}"`);
    }
    if (root.certificateAuthorities.length + root.tlogs.length + root.timestampAuthorities.length === 0) {
        throw new Error('it lists no authorities and no logs');
    }
    const issuers = root.certificateAuthorities
        .flatMap(({ certChain }) => certChain?.certificates ?? [])
        .map(({ rawBytes }) => new external_node_crypto_.X509Certificate(rawBytes));
    // The library takes a missing start for the beginning of time.
    const lives = [
        ...[...root.certificateAuthorities, ...root.timestampAuthorities].map(({ validFor }) => validFor),
        ...[...root.tlogs, ...root.ctlogs].map(({ publicKey }) => publicKey?.validFor),
    ];
    if (lives.some((life) => !isTime(life?.start) || (life?.end !== undefined && !isTime(life.end)))) {
        throw new Error('it does not say of each authority, log and clock when its validity starts');
    }
    const { logs = root.tlogs.length > 0 ? 1 : 0, scts = root.ctlogs.length > 0 ? 1 : 0 } = needs;
    return { root, issuers, logs, scts };
}
function isTime(date) {
    return date !== undefined && !Number.isNaN(date.getTime());
}
function hasIssued({ issuers }, certificate) {
    return issuers.some((issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey));
}


/***/ })

};
