export const id = 119;
export const ids = [119];
export const modules = {

/***/ 4534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   b: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(298);
function f({opening:n,environment:e}){if(n===void 0)return;let t=n.plan;if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(t))return"it holds no plan";if(n.digest!==(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.b)((0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.a)(t)))return"its digest is not that of its plan";let i=t.install,r=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(i)?i.environment:void 0;if(r!==e)return`its plan is for environment ${JSON.stringify(r)}`}function g(n){let e=f(n),t=n.opening?.plan;if(e===void 0&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(t)&&u(t))return t;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the opening link of ${n.session}: ${e??"it holds no plan"}`,{hint:"run breakglass audit verify on a clone"})}function u({version:n=null,steps:e=null,install:t=null,playbook:i=null,durations:r=null}){return n===1&&[t,i,r].every(_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)&&Array.isArray(e)&&e.length>0&&e.every(p)}function p(n){if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(n))return!1;let{id:e,uses:t,with:i,resource:r}=n;return typeof e=="string"&&typeof t=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(i)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(r)}


/***/ }),

/***/ 2218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ n),
/* harmony export */   d: () => (/* binding */ R),
/* harmony export */   e: () => (/* binding */ a),
/* harmony export */   f: () => (/* binding */ d)
/* harmony export */ });
var s="breakglass-dev/breakglass",c="token.actions.githubusercontent.com";var l="break-glass.yml",i="recover.yml",f=/^([\w.-]+\/[\w.-]+)\/\.github\/workflows\/([^/@]+)@[^@]+$/;function n(r){let[,e,o]=f.exec(r??"")??[];return e===void 0||o===void 0?void 0:{repository:e,file:o}}function R(r,e){let[o,t]=[n(r),n(e)];return o!==void 0&&t?.repository===o.repository&&t.file===i}function a(r){let e=n(r);return e?.repository===s&&e.file===i}function d(r,e){let o=n(e);return o?.repository===r&&o.file===l}


/***/ }),

/***/ 2119:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   extendedSession: () => (/* binding */ se),
/* harmony export */   undoneSession: () => (/* binding */ ne)
/* harmony export */ });
/* harmony import */ var _chunk_PBCM6SJN_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5782);
/* harmony import */ var _chunk_5Z7NJFVO_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1026);
/* harmony import */ var _chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2218);
/* harmony import */ var _chunk_BVI6NMIF_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4534);
/* harmony import */ var _chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1219);
/* harmony import */ var _chunk_XVTZHO6P_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1864);
/* harmony import */ var _chunk_WB2G2XCR_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3862);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(298);
function E({session:e,opening:s,events:o},t,{registry:n,keeper:i}){let{steps:a=[],sealed:f}=s.opening??{},p=q(a,i?.open(a,f)),d=t.steps.flatMap(({id:m,uses:L,with:v})=>{let l=o.findLast(S=>S.type==="step-prepared"&&S.step===m),h=l?.type==="step-prepared"?j(l,i):p.get(m);if(h===void 0)return[];let B=l?.type==="step-prepared"?l.with:v;return[{id:m,uses:L,with:B,before:h.before,after:h.after}]});return n===void 0?d:(0,_chunk_5Z7NJFVO_js__WEBPACK_IMPORTED_MODULE_1__.j)(n,d,(0,_chunk_5Z7NJFVO_js__WEBPACK_IMPORTED_MODULE_1__.m)(t,e))}function j(e,s){let{step:o,with:t,before:n,after:i,sealed:a}=e,f=s?.open({step:o,with:t,before:n,after:i},a);return f===void 0?{before:n,after:i}:{before:f(n),after:f(i)}}function q(e,s=o=>o){return new Map((Array.isArray(e)?e:[]).map(o=>A(s(o))))}function A(e){let{id:s=null,before:o=null,after:t=null}=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(e)?e:{};if(typeof s=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(o)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(t))return[s,{before:o,after:t}];throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("audit-invalid","a step of the opening link has no states",{hint:"run breakglass audit verify on a clone"})}function ne(e,s,o){let t=J(e,s);D(e),H(e,t);let n=K(e,t,s,o),i=t.steps.find(({id:f})=>!n.some(p=>p.id===f));if(i!==void 0)throw r(e,`has no record of step "${i.id}"`,k);let a=U(e,t,e.links.at(-1)??e.opening);return{past:a,steps:n,since:e.opening.at,of:t,diffs:(0,_chunk_5Z7NJFVO_js__WEBPACK_IMPORTED_MODULE_1__.q)(o,n,a.owner)}}function se(e,s,o){let t=J(e,s);s.when!=="then"&&M(e);let{events:n,links:i}=e;if(t.revert!=="at-end")throw r(e,"is not temporary","what it changes stays when it ends: there is nothing to extend");let a=i.find(({state:d})=>d==="verified"||d==="monitored"),f=new Set(n.flatMap(d=>d.type==="step-verified"?[d.step]:[])),p=K(e,t,s,o);if(a===void 0||!t.steps.every(({id:d})=>f.has(d))||p.length<t.steps.length)throw r(e,"has not applied and verified everything yet","wait until its status says that it has, then ask again");return{past:U(e,t,a),steps:p,openedAt:e.opening.at,of:t}}function K(e,s,{stateKey:o="",when:t="now"},n){let i=(0,_chunk_PBCM6SJN_js__WEBPACK_IMPORTED_MODULE_0__.a)(o,s,e.session),a=t==="then"&&i===void 0&&s.stateKey===!0;return E(e,s,{registry:a?void 0:n,keeper:i})}function M(e){let{closed:s,events:o}=e;if(s)throw r(e,"is closed","there is nothing to extend: ask for its playbook again");let t=o.find(({type:n})=>T.includes(n));if(t!==void 0)throw r(e,`is ending (${t.type})`,"ask for its playbook again once it is closed")}var T=["rollback-started","step-failed","degraded","interrupted","left-to-recover","taken-over","superseded","ended"];function U({session:e,opening:s},o,t){return{session:e,opening:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__.d)(s)),last:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__.d)(t)),owner:(0,_chunk_5Z7NJFVO_js__WEBPACK_IMPORTED_MODULE_1__.m)(o,e)}}function J(e,{playbook:s,install:o,drill:t}){if(!(0,_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__.f)(_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__.a,e.from.workflow))throw r(e,`was opened by ${e.from.workflow}`,"only what Breakglass itself recorded can be undone");let n=(0,_chunk_BVI6NMIF_js__WEBPACK_IMPORTED_MODULE_2__.b)(e.opening);if(e.opening.drill!==t)throw r(e,e.opening.drill?"was a drill":"was no drill","name a session of the same kind");if(n.install.name!==o)throw r(e,`was on install "${n.install.name}", not "${o}"`,`write install: ${n.install.name}`);if(n.playbook.name!==s){let i=`write playbook: ${n.playbook.name}`;throw r(e,`ran the playbook "${n.playbook.name}", not "${s}"`,i)}return n}var k="a person puts back what has to be: breakglass audit show tells what it was";function D(e){let{session:s,events:o,closed:t}=e;if(!t)throw r(e,"is still open",`end it first: breakglass end ${s}`);let n=o.findLast(a=>a.type==="closed");if(n?.type!=="closed")throw r(e,"was refused","it changed nothing: there is nothing to undo");if(n.outcome==="succeeded")return;let i=n.outcome==="failed"?k:"what it changed was put back then: there is nothing to undo";throw r(e,`ended as ${n.outcome}`,i)}function H(e,{revert:s,undo:o,irreversible:t}){let n=e.events.findLast(i=>i.type==="superseded");if(n?.type==="superseded")throw r(e,`was superseded by ${n.by}`,`look at ${n.by}`);if(s==="at-end")throw r(e,"was temporary","it put everything back when its time ended: there is nothing to undo");if(o!==void 0)throw r(e,`itself undid ${o.session}`,"to make the change again, ask for its playbook again");if(t.length>0)throw r(e,`has steps that cannot be undone: ${t.join(", ")}`,k)}function r({session:e},s,o){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("session-unfit",`session ${e} ${s}`,{hint:o})}


/***/ })

};
