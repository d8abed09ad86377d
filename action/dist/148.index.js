export const id = 148;
export const ids = [148];
export const modules = {

/***/ 1148:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Agent: () => (/* reexport safe */ _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.a),
/* harmony export */   ClientRequest: () => (/* reexport safe */ _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.b),
/* harmony export */   IncomingMessage: () => (/* reexport safe */ _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.c),
/* harmony export */   request: () => (/* reexport safe */ _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.d)
/* harmony export */ });
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6128);



/***/ })

};
