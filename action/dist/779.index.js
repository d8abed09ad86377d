export const id = 779;
export const ids = [779];
export const modules = {

/***/ 6779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectRolePolicies: () => (/* binding */ W)
/* harmony export */ });
/* harmony import */ var _chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1994);
/* harmony import */ var _chunk_DE6MV64T_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9237);
/* harmony import */ var _chunk_ODRKLDZ7_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1856);
/* harmony import */ var _chunk_RNAQYY3T_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7456);
/* harmony import */ var _chunk_HDTZHILQ_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(885);
/* harmony import */ var _chunk_JO5T2KDJ_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6084);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(298);
var p=class extends (0,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.g)(_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.h,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.i,"DeleteRolePolicy",_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.a){};var f=class extends (0,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.g)(_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.h,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.i,"GetRolePolicy",_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.b){};var g=class extends (0,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.g)(_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.h,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.i,"ListRolePolicies",_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.c){};var y=class extends (0,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.g)(_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.h,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.i,"PutRolePolicy",_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.d){};var v=10;function W(e){let{credentials:m,region:P,endpoint:c,now:s,onCall:d,handler:w}=e,n=new _chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.f({...(0,_chunk_ODRKLDZ7_js__WEBPACK_IMPORTED_MODULE_2__.e)(w),...(0,_chunk_DE6MV64T_js__WEBPACK_IMPORTED_MODULE_1__.d)(P,c),credentials:m});return (0,_chunk_ODRKLDZ7_js__WEBPACK_IMPORTED_MODULE_2__.d)("iam",s,d)(n),{put:async(o,l,a,R)=>{let A={RoleName:u(o),PolicyName:l,PolicyDocument:a};await n.send(new y(A),{abortSignal:R})},get:async(o,l,a)=>{let R=new f({RoleName:u(o),PolicyName:l}),{PolicyDocument:A=""}=await n.send(R,{abortSignal:a});return $(A)},remove:async(o,l,a)=>{await n.send(new p({RoleName:u(o),PolicyName:l}),{abortSignal:a})},list:async(o,l)=>M(n,u(o),l)}}async function M(e,m,P){let c=new Set,s;for(let d=0;d<v;d+=1){let w={RoleName:m,...s===void 0?{}:{Marker:s}},n=await e.send(new g(w),{abortSignal:P});for(let o of n.PolicyNames??[])c.add(o);if(s=n.IsTruncated===!0?n.Marker:void 0,s===void 0||s==="")return[...c]}throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__.a("aws-rejected",`IAM lists the inline policies of ${m} without an end`,{hint:"look at them in the console; a role has room for 10,240 characters of them"})}function u(e){return e.slice(e.lastIndexOf("/")+1)}function $(e){try{return decodeURIComponent(e)}catch{return e}}


/***/ })

};
