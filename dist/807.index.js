export const id = 807;
export const ids = [807];
export const modules = {

/***/ 70807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openSecretbox: () => (/* binding */ openSecretbox)
/* harmony export */ });
/* harmony import */ var _noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46382);

/**
 * Opens a box of NaCl (`crypto_secretbox`: XSalsa20 and Poly1305, the tag first); undefined when the key is another one
 * or the box was changed. A file of its own, since few steps need the cipher.
 */
function openSecretbox(box, key, nonce) {
    try {
        return Buffer.from((0,_noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_0__/* .xsalsa20poly1305 */ .uT)(key, nonce).decrypt(box));
    }
    catch {
        return undefined;
    }
}


/***/ })

};
