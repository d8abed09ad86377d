export const id = 398;
export const ids = [398];
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

/***/ 7398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   extendedSession: () => (/* binding */ se),
/* harmony export */   undoneSession: () => (/* binding */ ne)
/* harmony export */ });
/* harmony import */ var _chunk_6YM3OWMG_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8900);
/* harmony import */ var _chunk_AW7ZTRBN_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1520);
/* harmony import */ var _chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2218);
/* harmony import */ var _chunk_BVI6NMIF_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4534);
/* harmony import */ var _chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1219);
/* harmony import */ var _chunk_VUT6M53X_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6461);
/* harmony import */ var _chunk_FAQL2KUC_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5352);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(298);
function E({session:e,opening:n,events:s},t,{registry:o,keeper:i}){let{steps:a=[],sealed:d}=n.opening??{},f=q(a,i?.open(a,d)),p=t.steps.flatMap(({id:u,uses:L,with:v})=>{let l=s.findLast(S=>S.type==="step-prepared"&&S.step===u),h=l?.type==="step-prepared"?j(l,i):f.get(u);if(h===void 0)return[];let B=l?.type==="step-prepared"?l.with:v;return[{id:u,uses:L,with:B,before:h.before,after:h.after}]});return (0,_chunk_AW7ZTRBN_js__WEBPACK_IMPORTED_MODULE_1__.f)(o,p,(0,_chunk_AW7ZTRBN_js__WEBPACK_IMPORTED_MODULE_1__.j)(t,e))}function j(e,n){let{step:s,with:t,before:o,after:i,sealed:a}=e,d=n?.open({step:s,with:t,before:o,after:i},a);return d===void 0?{before:o,after:i}:{before:d(o),after:d(i)}}function q(e,n=s=>s){return new Map((Array.isArray(e)?e:[]).map(s=>A(n(s))))}function A(e){let{id:n=null,before:s=null,after:t=null}=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(e)?e:{};if(typeof n=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(s)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(t))return[n,{before:s,after:t}];throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("audit-invalid","a step of the opening link has no states",{hint:"run breakglass audit verify on a clone"})}function ne(e,n,s){let t=J(e,n);D(e),H(e,t);let o=K(e,t,n,s),i=t.steps.find(({id:d})=>!o.some(f=>f.id===d));if(i!==void 0)throw r(e,`has no record of step "${i.id}"`,k);let a=U(e,t,e.links.at(-1)??e.opening);return{past:a,steps:o,since:e.opening.at,of:t,diffs:(0,_chunk_AW7ZTRBN_js__WEBPACK_IMPORTED_MODULE_1__.n)(s,o,a.owner)}}function se(e,n,s){let t=J(e,n);n.when!=="then"&&M(e);let{events:o,links:i}=e;if(t.revert!=="at-end")throw r(e,"is not temporary","what it changes stays when it ends: there is nothing to extend");let a=i.find(({state:p})=>p==="verified"||p==="monitored"),d=new Set(o.flatMap(p=>p.type==="step-verified"?[p.step]:[])),f=K(e,t,n,s);if(a===void 0||!t.steps.every(({id:p})=>d.has(p))||f.length<t.steps.length)throw r(e,"has not applied and verified everything yet","wait until its status says that it has, then ask again");return{past:U(e,t,a),steps:f,openedAt:e.opening.at,of:t}}function K(e,n,{stateKey:s=""},t){return E(e,n,{registry:t,keeper:(0,_chunk_6YM3OWMG_js__WEBPACK_IMPORTED_MODULE_0__.a)(s,n,e.session)})}function M(e){let{closed:n,events:s}=e;if(n)throw r(e,"is closed","there is nothing to extend: ask for its playbook again");let t=s.find(({type:o})=>T.includes(o));if(t!==void 0)throw r(e,`is ending (${t.type})`,"ask for its playbook again once it is closed")}var T=["rollback-started","step-failed","degraded","interrupted","left-to-recover","taken-over","superseded","ended"];function U({session:e,opening:n},s,t){return{session:e,opening:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__.d)(n)),last:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__.d)(t)),owner:(0,_chunk_AW7ZTRBN_js__WEBPACK_IMPORTED_MODULE_1__.j)(s,e)}}function J(e,{playbook:n,install:s,drill:t}){if(!(0,_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__.f)(_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__.a,e.from.workflow))throw r(e,`was opened by ${e.from.workflow}`,"only what Breakglass itself recorded can be undone");let o=(0,_chunk_BVI6NMIF_js__WEBPACK_IMPORTED_MODULE_2__.b)(e.opening);if(e.opening.drill!==t)throw r(e,e.opening.drill?"was a drill":"was no drill","name a session of the same kind");if(o.install.name!==s)throw r(e,`was on install "${o.install.name}", not "${s}"`,`write install: ${o.install.name}`);if(o.playbook.name!==n){let i=`write playbook: ${o.playbook.name}`;throw r(e,`ran the playbook "${o.playbook.name}", not "${n}"`,i)}return o}var k="a person puts back what has to be: breakglass audit show tells what it was";function D(e){let{session:n,events:s,closed:t}=e;if(!t)throw r(e,"is still open",`end it first: breakglass end ${n}`);let o=s.findLast(a=>a.type==="closed");if(o?.type!=="closed")throw r(e,"was refused","it changed nothing: there is nothing to undo");if(o.outcome==="succeeded")return;let i=o.outcome==="failed"?k:"what it changed was put back then: there is nothing to undo";throw r(e,`ended as ${o.outcome}`,i)}function H(e,{revert:n,undo:s,irreversible:t}){let o=e.events.findLast(i=>i.type==="superseded");if(o?.type==="superseded")throw r(e,`was superseded by ${o.by}`,`look at ${o.by}`);if(n==="at-end")throw r(e,"was temporary","it put everything back when its time ended: there is nothing to undo");if(s!==void 0)throw r(e,`itself undid ${s.session}`,"to make the change again, ask for its playbook again");if(t.length>0)throw r(e,`has steps that cannot be undone: ${t.join(", ")}`,k)}function r({session:e},n,s){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("session-unfit",`session ${e} ${n}`,{hint:s})}


/***/ })

};
