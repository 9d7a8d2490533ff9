export const id = 3001;
export const ids = [3001];
export const modules = {

/***/ 33001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   keyHand: () => (/* binding */ keyHand)
/* harmony export */ });
/* harmony import */ var _formats_bundle_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67101);
/* harmony import */ var _formats_dsse_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27812);
/* harmony import */ var _formats_statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29096);
/* harmony import */ var _public_key_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77867);
/* harmony import */ var _verify_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(56374);





/** The hand of whoever has a private key. */
function keyHand(privateKey) {
    const key = (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .publicKeyOf */ .kc)(privateKey);
    return {
        signer: { key: key.fingerprint },
        label: `the key ${key.fingerprint}`,
        isOwn: async (evidence, subject, predicateType) => !('rank' in (0,_verify_js__WEBPACK_IMPORTED_MODULE_3__.judgeByKey)(evidence, key, predicateType, subject)),
        async seal(statement) {
            const envelope = (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeEnvelope */ .zK)(statement, (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .signBytes */ .b_)((0,_formats_dsse_js__WEBPACK_IMPORTED_MODULE_4__/* .preAuthEncoding */ .J)(_formats_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .statementType */ .qB, statement), privateKey));
            return { evidence: { format: 'bundle', bytes: (0,_formats_bundle_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeBundle */ .n)(envelope, { publicKey: { hint: key.hint } }) } };
        },
        async sealPayload(payload) {
            const signature = (0,_public_key_js__WEBPACK_IMPORTED_MODULE_2__/* .signBytes */ .b_)(payload, privateKey).toString('base64');
            return { evidence: { format: 'legacy', payload, signature } };
        },
    };
}


/***/ })

};
