export const id = 809;
export const ids = [809];
export const modules = {

/***/ 4422:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ D),
/* harmony export */   b: () => (/* binding */ B),
/* harmony export */   c: () => (/* binding */ q)
/* harmony export */ });
/* harmony import */ var _chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3649);
/* harmony import */ var _chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7791);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8079);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3190);
var b="heads/break-glass/open/",g={what:"read the locks",permission:"contents: read",repeatable:!0},y={what:"read the run",permission:"actions: read",repeatable:!0},T=72581184e5,H=20,_=8;async function D(e,t,n){let r=(0,_chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__.a)(n.now,n.days),[o,s]=await Promise.all([P(e),(0,_chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__.b)(e,t,r)]),i=o.flatMap(({first:a})=>G(a)).filter(a=>!r.includes(a)),l=await (0,_chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__.b)(e,t,[...new Set(i)]),c=new Set(o.map(({holder:a})=>a?.session)),O=[...s,...l.filter(({session:a})=>c.has(a))].filter(({files:a})=>a.has("0001-opened.json"));return{locks:o,sessions:(await L(O,a=>R(e,a))).flat()}}async function B(e,t){let n=await e.find(y,"GET /actions/runs/{run_id}",{run_id:t});return n===void 0||(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,"run").text("status")==="completed"}async function q(e,{runId:t,runAttempt:n}){let r={run_id:t,attempt_number:n},o=await e.find(y,"GET /actions/runs/{run_id}/attempts/{attempt_number}",r);if(o!==void 0)return w((0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.a)(o,"run attempt"));let s=await e.find(y,"GET /actions/runs/{run_id}",{run_id:t});if(s===void 0)return"gone";let i=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.a)(s,"run");return i.number("run_attempt")===n?w(i):i.number("run_attempt")>n?"ended":"gone"}function w(e){return e.text("status")!=="completed"?"running":e.value("conclusion")==="cancelled"?"cancelled":"ended"}async function P(e){let t=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.c)(await e.rest(g,`GET /git/matching-refs/${b}`),"refs");return L(t,async n=>{let r=n.text("ref"),o=n.object("object").text("sha"),s=await h(e,o),i=r.slice(`refs/${b}`.length);return{ref:r,install:i,holder:s.holder,first:await x(e,s)}})}async function h(e,t){let n=await e.find(g,"GET /git/commits/{commit_sha}",{commit_sha:t});if(n===void 0)return{holder:void 0,parent:void 0};let r=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,"commit");return{holder:(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_2__.a)(r.text("message")),parent:r.list("parents")[0]?.text("sha")}}async function x(e,t){let{holder:n,parent:r}=t;for(let o=0;o<H&&r!==void 0;o+=1){let s=await h(e,r);if(s.holder===void 0||s.holder.session!==n?.session)break;({holder:n,parent:r}=s)}return n?.since}function G(e){let t=Date.parse(e??"");return t>0&&t<T?(0,_chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__.a)(t+24*36e5,2):[]}async function R(e,t){let n=await (0,_chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__.c)(e,t,"0001-opened.json");if(n===void 0)return[];let{at:r,runId:o,runAttempt:s}=n,i=await E(e,t,n),{state:l}=i,c=l==="closed";return[{...t,install:I(n),since:r,runId:o,runAttempt:s,state:l,closed:c,last:i}]}async function E(e,t,n){let r=n;for(let o of[...t.files.keys()].filter(s=>A.test(s)).toSorted(j)){let s=await (0,_chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_0__.c)(e,t,o);if(!(s===void 0||!o.endsWith(`-${s.state}.json`))&&((s.state==="taken-over"||M(s,r))&&(r=s),r.state==="closed"))break}return r}var A=/^\d{4,6}-(?:left|taken-over|unsealed|closed)\.json$/;function j(e,t){return Number.parseInt(e,10)-Number.parseInt(t,10)}function M(e,{runId:t,runAttempt:n}){return e.runId===t&&e.runAttempt===n}function I({opening:e}){let t=e?.plan,n=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_3__.a)(t)?t.install:void 0,r=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_3__.a)(n)?n.name:void 0;return typeof r=="string"?r:null}async function L(e,t){let n=[];for(let r=0;r<e.length;r+=_)n.push(...await Promise.all(e.slice(r,r+_).map(t)));return n}


/***/ }),

/***/ 7791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ R),
/* harmony export */   b: () => (/* binding */ B),
/* harmony export */   c: () => (/* binding */ D)
/* harmony export */ });
/* harmony import */ var _chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6619);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8079);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(298);
var j=["audit","drill"],_=33188,T=24*36e5,k="... on Tree { entries { name object { ... on Tree { entries { name mode oid object { ... on Blob { byteSize } } } } } } }";function R(e,o){return Array.from({length:o},(s,n)=>E(e-n*T))}function E(e){return new Date(e).toISOString().slice(0,10).replaceAll("-","/")}async function B(e,o,s){let n=j.flatMap(a=>s.map(r=>`${a}/${r}`));if(n.length===0)return[];let{owner:t,name:i}=e,d=Object.fromEntries(n.map((a,r)=>[`f${r}`,`${o}:${a}`])),$=n.map((a,r)=>`$f${r}: String!`).join(", "),g=n.map((a,r)=>`f${r}: object(expression: $f${r}) { ${k} }`).join(" "),S=`query Days($owner: String!, $name: String!, ${$}) { repository(owner: $owner, name: $name) { ${g} } }`,l=await e.graphql(_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__.m,S,{owner:t,name:i,...d});if(!l.ok)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`cannot read the audit branch: ${l.errors[0]?.message??""}`);let w=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.a)(l.data,"data").object("repository");return n.flatMap((a,r)=>b(w.optional(`f${r}`)).map(A=>L(a,A)))}async function D(e,{session:o,files:s},n){let t=s.get(n);if(t===void 0)return;let i=(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__.l)(await (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__.o)(e,t));return i?.session===o?i:void 0}function L(e,o){let s=o.text("name"),n=b(o.optional("object")).flatMap(t=>{let i=t.optional("object")?.value("byteSize");return t.number("mode")===_&&typeof i=="number"&&i<=_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__.i?[[t.text("name"),t.text("oid")]]:[]});return{folder:`${e}/${s}`,session:s,files:new Map(n)}}function b(e){return e?.value("entries")===void 0?[]:e.list("entries")}


/***/ }),

/***/ 1809:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   lockedError: () => (/* binding */ R)
/* harmony export */ });
/* harmony import */ var _chunk_5FA5RPVH_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4422);
/* harmony import */ var _chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3649);
/* harmony import */ var _chunk_74KSYFCK_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7791);
/* harmony import */ var _chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6619);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8079);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1769);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(298);
async function R(n,e,o){let{install:h,ref:k,ownPage:f}=e,t=(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_6__.a)(o);if(t===void 0)return v(e);let{session:r,since:w}=t,y=f.replace(/\d+$/,(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_6__.b)(t.run)),p=g(t)?`a recovery of session ${r}`:`session ${r}`,a={running:g(t)?m():$(r),over:H(r,k)},l=await b(n,t);return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_5__.a("install-locked",`install "${h}" is held by ${p} since ${w}, ${y}`,{hint:l==="unknown"?`look at that run. While it goes on: ${a.running}`:a[l]})}function g({session:n,run:e}){return!n.endsWith(`-${(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_6__.b)(e)}`)}async function b(n,e){let o=await (0,_chunk_5FA5RPVH_js__WEBPACK_IMPORTED_MODULE_0__.c)(n,(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_6__.c)(e)).catch(()=>"unknown");return o==="running"||o==="unknown"?o:"over"}function $(n){return[`wait for it to end; or end it early; or go on in its place by a request with "extends: ${n}", through the gate`,`breakglass end ${n}`,`breakglass extend ${n}`].join(`
`)}function m(){return"a recovery ends by itself: wait for it, and ask again"}function H(n,e){return["that run is over: the workflow Recover takes the session over, as a rule within minutes, or when it is started by hand; then ask again. Where the session closed as failed, a person looks at it first, and then deletes the lock",`breakglass end ${n}`,`git push origin :${e}`].join(`
`)}function v({install:n,ref:e}){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_5__.a("install-locked",`install "${n}" is held by somebody: ${e} is no lock of a session`,{hint:["somebody who may push made that branch: look at it, see that no session is open, then delete it",`git fetch origin ${e} && git log -1 FETCH_HEAD`,"breakglass status",`git push origin :${e}`].join(`
`)})}


/***/ })

};
