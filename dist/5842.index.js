export const id = 5842;
export const ids = [5842];
export const modules = {

/***/ 95842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   goRegExp: () => (/* binding */ goRegExp)
/* harmony export */ });
/* harmony import */ var re2js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2856);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);


/** The longest pattern, in characters: ten times what anybody wrote for tags. */
const maxLength = 1_000;
/**
 * The steps of a compiled pattern. `[a-z0-9]{0,128}` has 400; one of 3,000 takes some 20 ms to compile, and a few for a
 * tag.
 */
const maxSteps = 3_000;
/**
 * Compiles a regular expression as Go reads it (https://github.com/google/re2/wiki/Syntax), and gives a test that finds
 * its match anywhere in a text, in time linear in its length. Throws a SyntaxError in Go's words for what Go refuses.
 */
function goRegExp(pattern) {
    if (pattern.length > maxLength)
        throw new SyntaxError(`it is longer than ${maxLength} characters`);
    const compiled = compile(pattern);
    if (compiled.programSize() > maxSteps)
        throw new SyntaxError('its repetitions make it too large');
    return (text) => compiled.test(text);
}
function compile(pattern) {
    try {
        return re2js__WEBPACK_IMPORTED_MODULE_1__/* .RE2JS */ .L3.compile(pattern);
    }
    catch (error) {
        throw new SyntaxError((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error).replace(/^error parsing regexp: /, ''), { cause: error });
    }
}


/***/ })

};
