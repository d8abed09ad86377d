import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 217:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 30:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 327:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 75:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e),
/* harmony export */   b: () => (/* binding */ t),
/* harmony export */   c: () => (/* binding */ n),
/* harmony export */   d: () => (/* binding */ s)
/* harmony export */ });
var{Agent:e,ClientRequest:t,IncomingMessage:n,request:s}=process.getBuiltinModule("node:http");


/***/ }),

/***/ 322:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ en),
/* harmony export */   B: () => (/* binding */ nn),
/* harmony export */   C: () => (/* binding */ g),
/* harmony export */   D: () => (/* binding */ $),
/* harmony export */   E: () => (/* binding */ tn),
/* harmony export */   F: () => (/* binding */ on),
/* harmony export */   G: () => (/* binding */ sn),
/* harmony export */   H: () => (/* binding */ hn),
/* harmony export */   I: () => (/* binding */ fe),
/* harmony export */   J: () => (/* binding */ bn),
/* harmony export */   K: () => (/* binding */ xn),
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   b: () => (/* binding */ ye),
/* harmony export */   c: () => (/* binding */ b),
/* harmony export */   d: () => (/* binding */ E),
/* harmony export */   e: () => (/* binding */ Ae),
/* harmony export */   f: () => (/* binding */ O),
/* harmony export */   g: () => (/* binding */ f),
/* harmony export */   h: () => (/* binding */ v),
/* harmony export */   i: () => (/* binding */ L),
/* harmony export */   j: () => (/* binding */ x),
/* harmony export */   k: () => (/* binding */ Le),
/* harmony export */   l: () => (/* binding */ Ne),
/* harmony export */   m: () => (/* binding */ N),
/* harmony export */   n: () => (/* binding */ P),
/* harmony export */   o: () => (/* binding */ S),
/* harmony export */   p: () => (/* binding */ je),
/* harmony export */   q: () => (/* binding */ Ge),
/* harmony export */   r: () => (/* binding */ se),
/* harmony export */   s: () => (/* binding */ y),
/* harmony export */   t: () => (/* binding */ F),
/* harmony export */   u: () => (/* binding */ D),
/* harmony export */   v: () => (/* binding */ Ve),
/* harmony export */   w: () => (/* binding */ We),
/* harmony export */   x: () => (/* binding */ Ke),
/* harmony export */   y: () => (/* binding */ Qe),
/* harmony export */   z: () => (/* binding */ Ye)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(217);
var H={"invalid-yaml":"user","duplicate-key":"user","yaml-alias":"user","control-character":"user","file-too-large":"user","file-missing":"user","invalid-name":"user","unsupported-version":"user","unknown-key":"user","missing-key":"user","wrong-type":"user","out-of-range":"user","invalid-value":"user","invalid-expression":"user","unknown-playbook":"user","unknown-install":"user","unknown-role":"user","unknown-input":"user","missing-input":"user","unknown-resource":"user","unknown-step-kind":"user","unknown-check-kind":"user","foreign-resource":"user","criteria-not-confirmed":"user","duration-too-long":"user","duration-too-short":"user","sensitive-state":"user","irreversible-not-accepted":"user","role-lacks-grant":"config","policy-too-large":"config","requester-not-vetted":"user","requester-is-approver":"user","commander-not-listed":"user","commander-not-authenticated":"user","environment-missing":"config","environment-unprotected":"config","admin-bypass":"config","not-approved":"user","approver-not-listed":"user","approval-stale":"user","re-run":"user","digest-mismatch":"user","public-repository":"config","not-default-branch":"user","branch-unprotected":"config","mixed-change":"user","unverified-contributor":"user","not-in-actions":"config","invalid-input":"user","oidc-permission-missing":"config","endpoint-override":"config","install-locked":"user","audit-branch-missing":"config","audit-not-writable":"config","audit-contention":"github","audit-invalid":"config","trust-policy-refused":"aws","identity-mismatch":"config","access-denied":"aws","aws-throttled":"aws","aws-unavailable":"aws","aws-rejected":"aws","resource-missing":"user","not-applicable":"user",drifted:"user","check-failed":"aws","changed-underneath":"aws","verification-timeout":"aws","step-timeout":"aws",degraded:"aws",interrupted:"user","out-of-time":"user","rollback-conflict":"aws","rollback-failed":"aws","github-unavailable":"github","github-forbidden":"config","github-rejected":"github",internal:"bug"},s=class extends Error{code;fault;hint;at;constructor(n,r,t={}){super(r,t.cause===void 0?void 0:{cause:t.cause}),this.name="BreakglassError",this.code=n,this.fault=H[n],this.hint=t.hint,this.at=t.at}};function ye(e){return`${e.file}:${e.line}:${e.column}`}function b(e){if(e instanceof s)return e;let n=e instanceof Error?e.message:String(e);return new s("internal",n,{cause:e,hint:"this is a bug in Breakglass: please report it with the lines above"})}var j=/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g,G=/[!"$%&'()*+,./:;<=>?[\\\]^_`{|}~-]/g;function x(e){return e.replace(j,n=>`\\u${n.charCodeAt(0).toString(16).padStart(4,"0")}`)}function c(e){return x(e).replace(G,n=>`\\${n}`).replace(/[@#]/g,n=>`${n==="#"?"\\#":"@"}\u2060`)}function k(e){let n=x(e).replace(/\|/g,"\\|"),r=Math.max(0,...[...n.matchAll(/`+/g)].map(o=>o[0].length)),t="`".repeat(r+1);return r===0?`${t}${n}${t}`:`${t} ${n} ${t}`}function A(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}function S(e){return`${e.map(z).join(`

`)}
`}function z(e){switch(e.type){case"heading":return`${"#".repeat(e.level)} ${p(e.line)}`;case"paragraph":return p(e.line);case"list":return e.items.map((n,r)=>`${e.ordered?`${r+1}.`:"-"} ${p(n)}`).join(`
`);case"table":return[m(e.header.map(c)),m(e.header.map(()=>"---")),...e.rows.map(n=>m(n.map(p)))].join(`
`)}}function m(e){return`| ${e.join(" | ")} |`}function p(e){return e.map(V).join("")}function V(e){return typeof e=="string"?c(e):"code"in e?k(e.code):`**${c(e.strong)}**`}function W(e){for(let n=0;n<e.length;n++){let r=e.charCodeAt(n);if(r>=55296&&r<=56319){if(n===e.length-1)return!0;let t=e.charCodeAt(n+1);if(!(t>=56320&&t<=57343))return!0;n++}else if(r>=56320&&r<=57343)return!0}return!1}function l(e,n=new Set){if(typeof e=="number"&&isNaN(e))throw new Error("NaN is not allowed");if(typeof e=="number"&&!isFinite(e))throw new Error("Infinity is not allowed");if(typeof e=="string"&&W(e))throw new Error("Lone surrogate is not allowed");if(e===null||typeof e!="object")return JSON.stringify(e);if(typeof e.toJSON=="function"){if(n.has(e))throw new Error("Circular reference detected");n.add(e);let t=l(e.toJSON(),n);return n.delete(e),t}if(n.has(e))throw new Error("Circular reference detected");n.add(e);let r;if(Array.isArray(e))r=`[${e.map(o=>l(o===void 0||typeof o=="symbol"?null:o,n)).join(",")}]`;else{let t=[];for(let o of Object.keys(e).sort())e[o]===void 0||typeof e[o]=="symbol"||t.push(`${l(o)}:${l(e[o],n)}`);r=`{${t.join(",")}}`}return n.delete(e),r}function E(e){let n;try{n=l(e)}catch(r){throw new s("internal","a value has no canonical JSON",{cause:r})}if(n===void 0)throw new s("internal","a value has no canonical JSON");return n}function Ae(e){return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(e).digest("hex")}function O(e){let n=JSON.stringify(e).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g,(r,t)=>t===void 0?r:"\\ufffd");return JSON.parse(n)}function R({events:e,...n}){let r=e.findLast(t=>t.type==="sealed");return{version:1,...n,seal:r?.seal??null,timeline:e.filter(t=>t.type!=="call"),calls:e.flatMap(t=>t.type==="call"?[Q(t)]:[])}}function T(e){return`${E(O(e))}
`}function Q(e){let{type:n,...r}=e;return r}function f(e,...n){return{type:"heading",level:e,line:n}}function v(...e){return{type:"paragraph",line:e}}function L(e,n=!1){return{type:"list",ordered:n,items:e}}function h(e,n){return{type:"table",header:e,rows:n}}var d={s:1e3,m:6e4,h:36e5},X=/^(\d{1,6})(s|m|h)$/,Le="^[0-9]{1,6}(s|m|h)$";function Ne(e){let n=X.exec(e),r=n?.[2];if(n===null||r!=="s"&&r!=="m"&&r!=="h")throw new s("invalid-value",`invalid duration "${e}"`,{hint:"write a whole number and a unit: 90s, 2m or 1h"});return Number(n[1])*d[r]}function N(e){return e===0?"0s":e%d.h===0?`${e/d.h}h`:e%d.m===0?`${e/d.m}m`:e%d.s===0?`${e/d.s}s`:e<d.s?`${Math.round(e)}ms`:`${(e/d.s).toFixed(1)}s`}function P(e){switch(e.type){case"planned":return`plan ${e.digest.slice(0,12)}`;case"gate-passed":return`approved by ${e.approvers.join(", ")}; asked for by ${e.requester}, commander ${e.commander}`;case"locked":return`holding the lock of ${e.install}`;case"assumed":return`assumed ${e.role}, until ${e.expires}`;case"check":return`${e.ok?"holds":"does not hold"}: ${e.uses}: ${e.observed}`;case"opened":return"opening: the state before goes on record";case"monitoring":return`watching health for ${N(e.forMs)}`;case"degraded":return`health degraded: ${e.observed}`;case"interrupted":return`interrupted: ${e.signal}`;case"rollback-started":return`rolling back: ${e.why}`;case"call":return;case"sealed":return`sealed: credentials dropped, policy ends ${e.seal.at}`;case"refused":return`refused: ${e.code}: ${e.message}`;case"closed":return`closed: ${e.outcome}${e.code===null?"":` (${e.code}: ${e.message??""})`}`;default:return Y(e)}}function Y(e){switch(e.type){case"step-prepared":return`${e.step}: prepared: the state before is on record`;case"step-started":return`${e.step}: ${e.uses}: ${e.diff.map(n=>`${n.what}: ${n.before} \u2192 ${n.after}`).join("; ")}`;case"step-applied":return`${e.step}: ${e.changed?"applied":"already as wanted"}`;case"step-progress":return`${e.step}: ${e.progress}`;case"step-verified":return`${e.step}: verified: ${e.found}`;case"step-failed":return`${e.step}: failed: ${e.code}: ${e.message}`;case"step-restored":return`${e.step}: restored`;case"step-unchanged":return`${e.step}: nothing to restore`;case"restore-failed":return`${e.step}: NOT RESTORED: ${e.code}: ${e.message}`;case"conflict":return`${e.step}: somebody else changed ${e.resource.arn}: left as it is`}}var Z={succeeded:"The plan was applied, verified and watched.","rolled-back":"Something failed; everything that had been changed was put back as it was.",refused:"Nothing was changed.",failed:"A person is needed: see the timeline for what could not be finished, undone or recorded."};function C(e){let{session:n,drill:r,outcome:t}=e;return S([f(1,`${r?"DRILL ":""}${n}: ${t}`),v({strong:Z[t]}),h(["",""],ee(e)),...w("Changes",["step","what","before","after"],ne(e)),...w("Conflicts",["resource","before","ours","now"],re(e)),f(2,"Timeline"),L(te(e)),...w("Calls",["at","call","access","outcome","request id"],oe(e))])}function w(e,n,r){return r.length===0?[]:[f(2,e),h(n,r)]}function ee({plan:e,digest:n,events:r}){let t=r.find(i=>i.type==="gate-passed"),o=r.find(i=>i.type==="assumed");return[[["Incident"],[e.request.incident]],[["Reason"],[e.request.reason]],[["Playbook"],[`${e.playbook.name}: ${e.playbook.summary}`]],[["Install"],[`${e.install.name}, account ${e.install.account}, ${e.install.region}`]],[["Requester"],[t?.requester??e.requester.login]],[["Commander"],[t?.commander??e.commander.login]],...e.request.confirmed.map(i=>[["Confirmed"],[i]]),[["Approved by"],[t===void 0?"nobody":t.approvers.join(", ")]],[["Role"],[{code:e.role.arn}]],[["Identity"],[o===void 0?"none: no role was assumed":{code:o.identity}]],[["Digest"],[{code:n}]]]}function ne({events:e}){return e.flatMap(n=>n.type==="step-started"?n.diff.map(({what:r,before:t,after:o})=>[[n.step],[{code:r}],[t],[o]]):[])}function re({events:e}){return e.flatMap(n=>n.type==="conflict"?n.units.map(({unit:r,before:t,ours:o,now:i})=>[[{code:n.resource.arn},` ${r}`],...[t,o,i].map(a=>[{code:A(JSON.stringify(a),500)}])]):[])}function te({events:e}){return e.flatMap(n=>{let r=P(n);return r===void 0?[]:[[{code:n.at},` ${r}`]]})}function oe({events:e}){return e.flatMap(n=>n.type==="call"?[[[{code:n.at}],[{code:`${n.service}:${n.operation}`}],[n.access],[{code:n.outcome}],[{code:n.requestId??"-"}]]]:[])}async function je(e,n){let{outcome:r,error:t}=n;return await e.settle(),e.written===0?(e.note({type:"refused",code:t?.code??"internal",message:t?.message??"",hint:t?.hint??null}),e.link("refused",{attachments:()=>B(e,n)})):(e.note({type:"closed",outcome:r,code:t?.code??null,message:t?.message??null}),e.link("closed",{attachments:()=>B(e,n)}))}function I(e,{session:n,drill:r,outcome:t,error:o,planned:i}){let a=e.events.find(_=>_.type==="gate-passed");return T(R({session:n,drill:r,outcome:t,code:o?.code??null,message:o?.message??null,digest:i?.digest??null,plan:i?.plan??null,approvers:a?.approvers??[],events:e.events,unproven:118}))}function Ge(e,n,r,t){e.warn(se(t)),e.group("record.json, as it would have been committed",I(n,r))}function se(e){let{code:n,message:r,hint:t}=b(e);return`the audit branch was not written: ${n}: ${r}${t===void 0?"":`: ${t}`}`}function B(e,n){let{planned:r,...t}=n,o={name:"record.json",content:I(e,n)};return r===void 0?[o]:[o,{name:"report.md",content:C({...t,...r,events:e.events})}]}var Ve="audit.json",ae=/^((?:audit|drill)\/\d{4}\/\d{2}\/\d{2}\/([a-z0-9][a-z0-9-]{0,39}))\/(\d{4,6})-[a-z-]+\.json$/;function We(e,n,r){return`${n?"drill":"audit"}/${r.slice(0,10).replaceAll("-","/")}/${e}`}function Ke(e,n){return`${e}/${String(n.sequence).padStart(4,"0")}-${n.state}.json`}function Qe(e){let[,n,r,t]=ae.exec(e)??[];if(!(n===void 0||r===void 0||t===void 0))return{folder:n,session:r,sequence:Number(t)}}function Ye(e){return new Date(e.now()).toISOString()}var en=["opened","prepared","applied","verified","monitored","rolled-back","sealed","closed","refused"];function nn(e,n){return`${e}.${n.slice(0,16)}`}function tn(e,n){return n.id===void 0?e.login.toLowerCase()===n.login.toLowerCase():e.id===n.id}function on(e){return[...new Map(e.map(n=>[n.id,n])).values()]}function sn(e){return`${e.login}#${e.id}`}function D(e){let n=Buffer.from(e);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha1").update(`blob ${n.length}\0`).update(n).digest("hex")}function y(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function F(e,n){if(e===n)return!0;if(Array.isArray(e)&&Array.isArray(n))return e.length===n.length&&e.every((t,o)=>F(t,n[o]));if(!y(e)||!y(n))return!1;let r=Object.keys(e);return r.length===Object.keys(n).length&&r.every(t=>Object.hasOwn(n,t)&&F(e[t],n[t]))}function g(e,n){if(!y(e))throw u(n,"is not an object");let r=o=>Object.hasOwn(e,o)?e[o]:void 0,t=o=>g(r(o),`${n}.${o}`);return{value:r,object:t,text:o=>M(e,o,n),number:o=>ue(e,o,n),optional:o=>r(o)===void 0||r(o)===null?void 0:t(o),list:o=>$(r(o),`${n}.${o}`),oneOf:(o,i)=>le(M(e,o,n),i,`${n}.${o}`),account:o=>({login:t(o).text("login"),id:t(o).number("id")})}}function $(e,n){if(!Array.isArray(e))throw u(n,"is not a list");return e.map((r,t)=>g(r,`${n}[${t}]`))}function M(e,n,r){let t=e[n];if(typeof t=="string")return t;throw u(`${r}.${n}`,"is not a string")}function le(e,n,r){let t=n.find(o=>o===e);if(t!==void 0)return t;throw u(r,`is "${e}"`)}function ue(e,n,r){let t=e[n];if(typeof t=="number")return t;throw u(`${r}.${n}`,"is not a number")}function u(e,n){return new s("github-rejected",`GitHub's answer is not as documented: ${e} ${n}`)}var J={what:"read the repository",permission:"contents: read",repeatable:!0},q=1024*1024;function hn(e,n){let r=new Map,t=async o=>{let i=await e.find({...J,what:`read ${o}`},`GET ${U(o)}`,{ref:n});if(!(i===void 0||Array.isArray(i)))return ce(o,i)};return{readFile:o=>{let i=r.get(o)??t(o);return r.set(o,i),i},listFiles:async o=>{let i=await e.find({...J,what:`list ${o}`},`GET ${U(o)}`,{ref:n});return Array.isArray(i)?$(i,o).filter(a=>a.text("type")==="file").map(a=>a.text("name")):[]}}}function U(e){let n=e.split("/");if(n.some(r=>r===""||r==="."||r===".."))throw new s("invalid-name",`"${e}" is not a path in the repository`,{hint:'write a path from the root of the repository, without ".", ".." or empty parts'});return`/contents/${n.map(encodeURIComponent).join("/")}`}function ce(e,n){let r=g(n,e);if(r.text("type")!=="file")return;let t=r.number("size");if(t>q||r.text("encoding")!=="base64")throw new s("file-too-large",`${e} has ${t} bytes`,{hint:`files that people write have at most ${q} bytes`});let o=Buffer.from(r.text("content"),"base64"),i=D(o);if(i!==r.text("sha"))throw new s("github-rejected",`${e}: the bytes have blob id ${i}, GitHub says ${r.text("sha")}`,{hint:"name a regular file: the target of a symbolic link is not what the commit holds at this path"});return{path:e,blob:i,text:pe(e,o)}}function pe(e,n){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(n)}catch(r){throw new s("control-character",`${e} is not UTF-8 text`,{hint:"save it as UTF-8",cause:r})}}function fe(e){let[n,r,t,o,i,...a]=e.split(":");if(!(n!=="arn"||!r||!t||o===void 0||i===void 0||a.length===0))return{partition:r,service:t,region:o,account:i,resource:a.join(":")}}function bn(e,n){let r=fe(e);if(r===void 0)throw new s("invalid-value",`"${e}" is not an ARN`);for(let t of["partition","account","region"])if(r[t]!==n[t])throw new s("foreign-resource",`${e} is in ${t} "${r[t]}", the install in "${n[t]}"`,{hint:`name a resource of ${t} "${n[t]}"`});return r}function xn(e){return e.startsWith("cn-")?"aws-cn":e.startsWith("us-gov-")?"aws-us-gov":"aws"}


/***/ }),

/***/ 451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e)
/* harmony export */ });
var d=Object.defineProperty;var e=(c,a)=>{for(var b in a)d(c,b,{get:a[b],enumerable:!0})};


/***/ }),

/***/ 598:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(128);
/* harmony import */ var _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(322);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(451);
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(857);
/* harmony import */ var crypto__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(982);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(896);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(30);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(500);
function G(e){return e==null?"":typeof e=="string"||e instanceof String?e:JSON.stringify(e)}function S(e,t,n){let r=new ue(e,t,n);process.stdout.write(r.toString()+os__WEBPACK_IMPORTED_MODULE_3__.EOL)}var Ye="::",ue=class{constructor(t,n,r){t||(t="missing.command"),this.command=t,this.properties=n,this.message=r}toString(){let t=Ye+this.command;if(this.properties&&Object.keys(this.properties).length>0){t+=" ";let n=!0;for(let r in this.properties)if(this.properties.hasOwnProperty(r)){let o=this.properties[r];o&&(n?n=!1:t+=",",t+=`${r}=${Kn(o)}`)}}return t+=`${Ye}${Vn(this.message)}`,t}};function Vn(e){return G(e).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A")}function Kn(e){return G(e).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A").replace(/:/g,"%3A").replace(/,/g,"%2C")}function de(e,t){let n=process.env[`GITHUB_${e}`];if(!n)throw new Error(`Unable to find environment variable for file command ${e}`);if(!fs__WEBPACK_IMPORTED_MODULE_5__.existsSync(n))throw new Error(`Missing file at path: ${n}`);fs__WEBPACK_IMPORTED_MODULE_5__.appendFileSync(n,`${G(t)}${os__WEBPACK_IMPORTED_MODULE_3__.EOL}`,{encoding:"utf8"})}function le(e,t){let n=`ghadelimiter_${crypto__WEBPACK_IMPORTED_MODULE_4__.randomUUID()}`,r=G(t);if(e.includes(n))throw new Error(`Unexpected input: name should not contain the delimiter "${n}"`);if(r.includes(n))throw new Error(`Unexpected input: value should not contain the delimiter "${n}"`);return`${e}<<${n}${os__WEBPACK_IMPORTED_MODULE_3__.EOL}${r}${os__WEBPACK_IMPORTED_MODULE_3__.EOL}${n}`}var fe=function(e,t,n,r){function o(s){return s instanceof n?s:new n(function(i){i(s)})}return new(n||(n=Promise))(function(s,i){function a(u){try{l(r.next(u))}catch(d){i(d)}}function c(u){try{l(r.throw(u))}catch(d){i(d)}}function l(u){u.done?s(u.value):o(u.value).then(a,c)}l((r=r.apply(e,t||[])).next())})},{access:Xn,appendFile:Yn,writeFile:Zn}=fs__WEBPACK_IMPORTED_MODULE_5__.promises,nt="GITHUB_STEP_SUMMARY";var pe=class{constructor(){this._buffer=""}filePath(){return fe(this,void 0,void 0,function*(){if(this._filePath)return this._filePath;let t=process.env[nt];if(!t)throw new Error(`Unable to find environment variable for $${nt}. Check if your runtime environment supports job summaries.`);try{yield Xn(t,fs__WEBPACK_IMPORTED_MODULE_5__.constants.R_OK|fs__WEBPACK_IMPORTED_MODULE_5__.constants.W_OK)}catch{throw new Error(`Unable to access summary file: '${t}'. Check if the file has correct read/write permissions.`)}return this._filePath=t,this._filePath})}wrap(t,n,r={}){let o=Object.entries(r).map(([s,i])=>` ${s}="${i}"`).join("");return n?`<${t}${o}>${n}</${t}>`:`<${t}${o}>`}write(t){return fe(this,void 0,void 0,function*(){let n=!!t?.overwrite,r=yield this.filePath();return yield(n?Zn:Yn)(r,this._buffer,{encoding:"utf8"}),this.emptyBuffer()})}clear(){return fe(this,void 0,void 0,function*(){return this.emptyBuffer().write({overwrite:!0})})}stringify(){return this._buffer}isEmptyBuffer(){return this._buffer.length===0}emptyBuffer(){return this._buffer="",this}addRaw(t,n=!1){return this._buffer+=t,n?this.addEOL():this}addEOL(){return this.addRaw(os__WEBPACK_IMPORTED_MODULE_3__.EOL)}addCodeBlock(t,n){let r=Object.assign({},n&&{lang:n}),o=this.wrap("pre",this.wrap("code",t),r);return this.addRaw(o).addEOL()}addList(t,n=!1){let r=n?"ol":"ul",o=t.map(i=>this.wrap("li",i)).join(""),s=this.wrap(r,o);return this.addRaw(s).addEOL()}addTable(t){let n=t.map(o=>{let s=o.map(i=>{if(typeof i=="string")return this.wrap("td",i);let{header:a,data:c,colspan:l,rowspan:u}=i,d=a?"th":"td",f=Object.assign(Object.assign({},l&&{colspan:l}),u&&{rowspan:u});return this.wrap(d,c,f)}).join("");return this.wrap("tr",s)}).join(""),r=this.wrap("table",n);return this.addRaw(r).addEOL()}addDetails(t,n){let r=this.wrap("details",this.wrap("summary",t)+n);return this.addRaw(r).addEOL()}addImage(t,n,r){let{width:o,height:s}=r||{},i=Object.assign(Object.assign({},o&&{width:o}),s&&{height:s}),a=this.wrap("img",null,Object.assign({src:t,alt:n},i));return this.addRaw(a).addEOL()}addHeading(t,n){let r=`h${n}`,o=["h1","h2","h3","h4","h5","h6"].includes(r)?r:"h1",s=this.wrap(o,t);return this.addRaw(s).addEOL()}addSeparator(){let t=this.wrap("hr",null);return this.addRaw(t).addEOL()}addBreak(){let t=this.wrap("br",null);return this.addRaw(t).addEOL()}addQuote(t,n){let r=Object.assign({},n&&{cite:n}),o=this.wrap("blockquote",t,r);return this.addRaw(o).addEOL()}addLink(t,n){let r=this.wrap("a",t,{href:n});return this.addRaw(r).addEOL()}},er=new pe;var me=er;var tr=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;function he(e){return e.split(/\r\n|\r|\n/).map(t=>t.replaceAll("	","  ").replace(tr,"").replace(/^(\s*):(?=:)/u,"$1: ").replaceAll("##[","## ["))}var nr=1024*1024,rr=4e3;function rt(e=t=>{process.stdout.write(`${t}
`)}){let t=new Set,n=o=>[...t].reduce((s,i)=>s.replaceAll(i,"***"),o),r=o=>he(n(o)).forEach(s=>e(s));return{mask:o=>or(t,o),log:r,group:(o,s)=>{S("group",{},Z(n(o))),r(s),S("endgroup",{},"")},warn:o=>S("warning",{},Z(n(o))),fail:o=>sr(o,n,r),output:(o,s)=>ir(o,s),summarise:o=>ar(n(o)),reporter:o=>({report:s=>cr(s,o,r)})}}function or(e,t){for(let n of t.split(/\r?\n/))n.trim()===""||e.has(n)||(e.add(n),S("add-mask",{},n))}function sr(e,t,n){let r=e.at,o=r===void 0?{}:{file:r.file,line:r.line,col:r.column},s=Z(t(`${e.code}: ${e.message}`));S("error",{title:`breakglass: ${e.code}`,...o},s),r!==void 0&&n(`at ${(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.b)(r)}`),e.hint!==void 0&&n(`what to do: ${e.hint}`),process.exitCode=1}function ir(e,t){process.env.GITHUB_OUTPUT&&de("OUTPUT",le(e,t))}async function ar(e){if(Buffer.byteLength(e)>nr){S("warning",{},"the summary is longer than GitHub accepts: see report.md in the audit branch");return}try{await me.addRaw(e,!0).write()}catch(t){S("warning",{},Z(`no step summary: ${(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.c)(t).message}`))}}function cr(e,t,n){try{let r=t(e);r!==void 0&&n(r)}catch{n(`${e.at} ${e.type}`)}}function Z(e){return he(e).join(`
`).slice(0,rr)}function ot(){return process.env}function st(e){let[t,n]=L(e,"GITHUB_REPOSITORY",/^[\w.-]+\/[\w.-]+$/).split("/");return{owner:t??"",name:n??"",repositoryId:L(e,"GITHUB_REPOSITORY_ID",/^\d+$/),runId:L(e,"GITHUB_RUN_ID",/^\d+$/),runAttempt:Number(L(e,"GITHUB_RUN_ATTEMPT",/^\d+$/)),sha:L(e,"GITHUB_SHA",/^[0-9a-f]{40}$/),ref:L(e,"GITHUB_REF",/^refs\//),eventName:L(e,"GITHUB_EVENT_NAME",/^[a-z_]+$/),actor:H(e,"GITHUB_ACTOR"),actorId:e.GITHUB_ACTOR_ID??"",triggeringActor:H(e,"GITHUB_TRIGGERING_ACTOR"),workflowRef:e.GITHUB_WORKFLOW_REF??"",job:e.GITHUB_JOB??"",apiUrl:H(e,"GITHUB_API_URL"),graphqlUrl:H(e,"GITHUB_GRAPHQL_URL"),serverUrl:H(e,"GITHUB_SERVER_URL"),oidc:ur(e)}}function it(e){return`${e.serverUrl}/${e.owner}/${e.name}/actions/runs/${e.runId}`}function ur(e){let t=e.ACTIONS_ID_TOKEN_REQUEST_URL,n=e.ACTIONS_ID_TOKEN_REQUEST_TOKEN;return t&&n?{url:t,token:n}:void 0}function H(e,t){let n=e[t];if(n)return n;throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("not-in-actions",`${t} is not set`,{hint:"this command runs inside GitHub Actions; use the breakglass CLI elsewhere"})}function L(e,t,n){let r=H(e,t);if(n.test(r))return r;throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("not-in-actions",`${t} is "${r.slice(0,100)}", which GitHub Actions never sets`,{hint:`do not set ${t} yourself`})}function T(){return typeof navigator=="object"&&"userAgent"in navigator?navigator.userAgent:typeof process=="object"&&process.version!==void 0?`Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`:"<environment undetectable>"}function ee(e,t,n,r){if(typeof n!="function")throw new Error("method for before hook must be a function");return r||(r={}),Array.isArray(t)?t.reverse().reduce((o,s)=>ee.bind(null,e,s,o,r),n)():Promise.resolve().then(()=>e.registry[t]?e.registry[t].reduce((o,s)=>s.hook.bind(null,o,r),n)():n(r))}function at(e,t,n,r){let o=r;e.registry[n]||(e.registry[n]=[]),t==="before"&&(r=(s,i)=>Promise.resolve().then(o.bind(null,i)).then(s.bind(null,i))),t==="after"&&(r=(s,i)=>{let a;return Promise.resolve().then(s.bind(null,i)).then(c=>(a=c,o(a,i))).then(()=>a)}),t==="error"&&(r=(s,i)=>Promise.resolve().then(s.bind(null,i)).catch(a=>o(a,i))),e.registry[n].push({hook:r,orig:o})}function ct(e,t,n){if(!e.registry[t])return;let r=e.registry[t].map(o=>o.orig).indexOf(n);r!==-1&&e.registry[t].splice(r,1)}var ut=Function.bind,dt=ut.bind(ut);function lt(e,t,n){let r=dt(ct,null).apply(null,n?[t,n]:[t]);e.api={remove:r},e.remove=r,["before","error","after","wrap"].forEach(o=>{let s=n?[t,o,n]:[t,o];e[o]=e.api[o]=dt(at,null).apply(null,s)})}function dr(){let e=Symbol("Singular"),t={registry:{}},n=ee.bind(null,t,e);return lt(n,t,e),n}function lr(){let e={registry:{}},t=ee.bind(null,e);return lt(t,e),t}var ft={Singular:dr,Collection:lr};var fr="0.0.0-development",pr=`octokit-endpoint.js/${fr} ${T()}`,mr={method:"GET",baseUrl:"https://api.github.com",headers:{accept:"application/vnd.github.v3+json","user-agent":pr},mediaType:{format:""}};function hr(e){return e?Object.keys(e).reduce((t,n)=>(t[n.toLowerCase()]=e[n],t),{}):{}}function gr(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let n=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof n=="function"&&n instanceof n&&Function.prototype.call(n)===Function.prototype.call(e)}function ht(e,t){let n=Object.assign({},e);return Object.keys(t).forEach(r=>{gr(t[r])?r in e?n[r]=ht(e[r],t[r]):Object.assign(n,{[r]:t[r]}):Object.assign(n,{[r]:t[r]})}),n}function pt(e){for(let t in e)e[t]===void 0&&delete e[t];return e}function ye(e,t,n){if(typeof t=="string"){let[o,s]=t.split(" ");n=Object.assign(s?{method:o,url:s}:{url:o},n)}else n=Object.assign({},t);n.headers=hr(n.headers),pt(n),pt(n.headers);let r=ht(e||{},n);return n.url==="/graphql"&&(e&&e.mediaType.previews?.length&&(r.mediaType.previews=e.mediaType.previews.filter(o=>!r.mediaType.previews.includes(o)).concat(r.mediaType.previews)),r.mediaType.previews=(r.mediaType.previews||[]).map(o=>o.replace(/-preview/,""))),r}function yr(e,t){let n=/\?/.test(e)?"&":"?",r=Object.keys(t);return r.length===0?e:e+n+r.map(o=>o==="q"?"q="+t.q.split("+").map(encodeURIComponent).join("+"):`${o}=${encodeURIComponent(t[o])}`).join("&")}var wr=/\{[^{}}]+\}/g;function br(e){return e.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g,"").split(/,/)}function Ar(e){let t=e.match(wr);return t?t.map(br).reduce((n,r)=>n.concat(r),[]):[]}function mt(e,t){let n={__proto__:null};for(let r of Object.keys(e))t.indexOf(r)===-1&&(n[r]=e[r]);return n}function gt(e){return e.split(/(%[0-9A-Fa-f]{2})/g).map(function(t){return/%[0-9A-Fa-f]/.test(t)||(t=encodeURI(t).replace(/%5B/g,"[").replace(/%5D/g,"]")),t}).join("")}function B(e){return encodeURIComponent(e).replace(/[!'()*]/g,function(t){return"%"+t.charCodeAt(0).toString(16).toUpperCase()})}function M(e,t,n){return t=e==="+"||e==="#"?gt(t):B(t),n?B(n)+"="+t:t}function U(e){return e!=null}function ge(e){return e===";"||e==="&"||e==="?"}function kr(e,t,n,r){var o=e[n],s=[];if(U(o)&&o!=="")if(typeof o=="string"||typeof o=="number"||typeof o=="bigint"||typeof o=="boolean")o=o.toString(),r&&r!=="*"&&(o=o.substring(0,parseInt(r,10))),s.push(M(t,o,ge(t)?n:""));else if(r==="*")Array.isArray(o)?o.filter(U).forEach(function(i){s.push(M(t,i,ge(t)?n:""))}):Object.keys(o).forEach(function(i){U(o[i])&&s.push(M(t,o[i],i))});else{let i=[];Array.isArray(o)?o.filter(U).forEach(function(a){i.push(M(t,a))}):Object.keys(o).forEach(function(a){U(o[a])&&(i.push(B(a)),i.push(M(t,o[a].toString())))}),ge(t)?s.push(B(n)+"="+i.join(",")):i.length!==0&&s.push(i.join(","))}else t===";"?U(o)&&s.push(B(n)):o===""&&(t==="&"||t==="?")?s.push(B(n)+"="):o===""&&s.push("");return s}function Er(e){return{expand:Or.bind(null,e)}}function Or(e,t){var n=["+","#",".","/",";","?","&"];return e=e.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g,function(r,o,s){if(o){let a="",c=[];if(n.indexOf(o.charAt(0))!==-1&&(a=o.charAt(0),o=o.substr(1)),o.split(/,/g).forEach(function(l){var u=/([^:\*]*)(?::(\d+)|(\*))?/.exec(l);c.push(kr(t,a,u[1],u[2]||u[3]))}),a&&a!=="+"){var i=",";return a==="?"?i="&":a!=="#"&&(i=a),(c.length!==0?a:"")+c.join(i)}else return c.join(",")}else return gt(s)}),e==="/"?e:e.replace(/\/$/,"")}function yt(e){let t=e.method.toUpperCase(),n=(e.url||"/").replace(/:([a-z]\w+)/g,"{$1}"),r=Object.assign({},e.headers),o,s=mt(e,["method","baseUrl","url","headers","request","mediaType"]),i=Ar(n);n=Er(n).expand(s),/^http/.test(n)||(n=e.baseUrl+n);let a=Object.keys(e).filter(u=>i.includes(u)).concat("baseUrl"),c=mt(s,a);if(!/application\/octet-stream/i.test(r.accept)&&(e.mediaType.format&&(r.accept=r.accept.split(/,/).map(u=>u.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,`application/vnd$1$2.${e.mediaType.format}`)).join(",")),n.endsWith("/graphql")&&e.mediaType.previews?.length)){let u=r.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g)||[];r.accept=u.concat(e.mediaType.previews).map(d=>{let f=e.mediaType.format?`.${e.mediaType.format}`:"+json";return`application/vnd.github.${d}-preview${f}`}).join(",")}return["GET","HEAD"].includes(t)?n=yr(n,c):"data"in c?o=c.data:Object.keys(c).length&&(o=c),!r["content-type"]&&typeof o<"u"&&(r["content-type"]="application/json; charset=utf-8"),["PATCH","PUT"].includes(t)&&typeof o>"u"&&(o=""),Object.assign({method:t,url:n,headers:r},typeof o<"u"?{body:o}:null,e.request?{request:e.request}:null)}function Sr(e,t,n){return yt(ye(e,t,n))}function wt(e,t){let n=ye(e,t),r=Sr.bind(null,n);return Object.assign(r,{DEFAULTS:n,defaults:wt.bind(null,n),merge:ye.bind(null,n),parse:yt})}var bt=wt(null,mr);var A=new Uint8Array(256);A[9]|=2;A[32]|=2;A[59]|=4;A[44]|=8;for(let e=128;e<=255;e++)A[e]|=1;for(let e of"!#$%&'*+-.^_`|~")A[e.charCodeAt(0)]|=16;for(let e=48;e<=57;e++)A[e]|=16;for(let e=65;e<=90;e++)A[e]|=17;for(let e=97;e<=122;e++)A[e]|=16;var At=(()=>{let e=function(){};return e.prototype=Object.create(null),e})();function kt(e,t){let n=4|(t?.comma===!0?8:0),r=e.length,o=t?.start??0;for(;(A[e.charCodeAt(o)]&2)!==0;)o++;let s=o,i=0,a=-1,c=t?.parameters===!1?8:0;for(;s<r;){let f=e.charCodeAt(s),y=A[f];if((y&n)!==0){c|=y&8;break}(y&2)!==0?a===-1&&(a=s):a=-1,i|=f&65280|y,s++}let l=a===-1?s:a,u=e.slice(o,l),d=(i&65281)===0?u:u.toLowerCase();return s===r||c!==0?{type:d,index:s,parameters:new At}:Rr(e,d,s,r,n)}function Rr(e,t,n,r,o){let s=new At;e:for(;n<r;){for(n++;(A[e.charCodeAt(n)]&2)!==0;)n++;let i=n,a=0,c=-1;for(;n<r;){let l=e.charCodeAt(n),u=A[l];if((u&o)!==0){if((u&8)!==0)break e;continue e}if(l===61){let d=c===-1?n:c,f=e.slice(i,d),y=(a&65281)===0?f:f.toLowerCase();for(n++;(A[e.charCodeAt(n)]&2)!==0;)n++;if(n<r&&e.charCodeAt(n)===34){let g=++n,O=!1;for(;n<r;){let I=e.charCodeAt(n);if(I===34){s[y]===void 0&&(s[y]=O?_r(e,g,n):e.slice(g,n)),n++;let k=0;for(;n<r;){let V=e.charCodeAt(n),j=A[V];if((j&o)!==0){k=j&8;break}n++}if(k!==0)break e;continue e}if(I===92&&n+1<r){O=!0,n+=2;continue}n++}continue e}let p=n,b=0,h=-1;for(;n<r;){let g=e.charCodeAt(n),O=A[g];if((O&o)!==0){b=O&8;break}(O&2)!==0?h===-1&&(h=n):h=-1,n++}if(s[y]===void 0){let g=h===-1?n:h;s[y]=e.slice(p,g)}if(b!==0)break e;continue e}(u&2)!==0?c===-1&&(c=n):c=-1,a|=l&65280|u,n++}}return{type:t,index:n,parameters:s}}function _r(e,t,n){let r="";for(let o=t;o<n;o++)e.charCodeAt(o)===92&&(r+=e.slice(t,o),t=++o);return r+e.slice(t,n)}var Tr=/^-?\d+$/,ne=/^-?\d+n+$/,$=JSON.stringify,we=JSON.parse,_t=/^-?\d+n$/,Et=/([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g,Ot=/([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g,be=e=>e===void 0||typeof e=="function"||typeof e=="symbol",Ae=e=>e!==null&&typeof e=="object"&&e.constructor&&e.constructor.name==="RawJSON",$r=(e,t,n)=>{let r="";typeof n=="number"?r=" ".repeat(Math.min(10,Math.max(0,Math.floor(n)))):typeof n=="string"&&(r=n.slice(0,10));let o=typeof t=="function",s=Array.isArray(t)?new Set(t.map(String)):null,i=(p,b,h)=>(h!==null&&typeof h=="object"&&typeof h.toJSON=="function"&&(h=h.toJSON(b)),typeof h=="string"&&ne.test(h)?h+"n":typeof h=="bigint"?"rawJSON"in JSON?JSON.rawJSON(h.toString()):h.toString()+"n":(o&&(h=t.call(p,b,h)),h!==null&&typeof h=="object"&&(h instanceof Number||h instanceof String||h instanceof Boolean)&&(h=h.valueOf()),h)),a=i({"":e},"",e);if(be(a))return;let c=a===null||typeof a!="object",l=Ae(a);if(c||l)return $(a);let u=[],d=0,f=[{parent:{"":a},key:"",val:a,isArray:Array.isArray(a),keys:Array.isArray(a)?null:Object.keys(a),index:0,first:!0}],y=new WeakSet([a]);for(;f.length>0;){let p=f[f.length-1];p.index===0&&(u.push(p.isArray?"[":"{"),d++);let b=!1;if(p.isArray)if(p.index<p.val.length){p.first||u.push(","),r&&u.push(`
`+r.repeat(d));let h=p.val[p.index],g=i(p.val,String(p.index),h);if(be(g))u.push("null"),p.first=!1,p.index++;else{let O=g!==null&&typeof g=="object",I=Ae(g);if(O&&!I){if(y.has(g))throw new TypeError("Converting circular structure to JSON");y.add(g),f.push({parent:p.val,key:String(p.index),val:g,isArray:Array.isArray(g),keys:Array.isArray(g)?null:Object.keys(g),index:0,first:!0}),p.first=!1,p.index++}else u.push($(g)),p.first=!1,p.index++}}else b=!0;else{for(;p.index<p.keys.length;){let g=p.keys[p.index++];if(s&&!s.has(g))continue;let I=p.val[g],k=i(p.val,g,I);if(be(k))continue;p.first||u.push(","),r?u.push(`
`+r.repeat(d)+$(g)+": "):u.push($(g)+":");let V=k!==null&&typeof k=="object",j=Ae(k);if(V&&!j){if(y.has(k))throw new TypeError("Converting circular structure to JSON");y.add(k),f.push({parent:p.val,key:g,val:k,isArray:Array.isArray(k),keys:Array.isArray(k)?null:Object.keys(k),index:0,first:!0}),p.first=!1;break}else u.push($(k)),p.first=!1}p.index>=p.keys.length&&f[f.length-1]===p&&(b=!0)}b&&(d--,!p.first&&r&&u.push(`
`+r.repeat(d)),u.push(p.isArray?"]":"}"),y.delete(p.val),f.pop())}return u.join("")},Tt=(e,t,n)=>{try{return"rawJSON"in JSON?$(e,(a,c)=>typeof c=="bigint"?JSON.rawJSON(c.toString()):typeof t=="function"?t(a,c):(Array.isArray(t)&&t.includes(a),c),n):e?$(e,(a,c)=>typeof c=="string"&&ne.test(c)||typeof c=="bigint"?c.toString()+"n":typeof t=="function"?t(a,c):(Array.isArray(t)&&t.includes(a),c),n).replace(Et,"$1$2$3").replace(Ot,"$1$2$3"):$(e,t,n)}catch(r){if(r instanceof RangeError){let o=$r(e,t,n);return o===void 0?void 0:"rawJSON"in JSON?o:o.replace(Et,"$1$2$3").replace(Ot,"$1$2$3")}throw r}},te=new Map,vr=()=>{let e=JSON.parse.toString();if(te.has(e))return te.get(e);try{let t=JSON.parse("1",(n,r,o)=>!!o?.source&&o.source==="1");return te.set(e,t),t}catch{return te.set(e,!1),!1}},Nr=(e,t,n,r)=>typeof t=="string"&&_t.test(t)?BigInt(t.slice(0,-1)):typeof t=="string"&&ne.test(t)?t.slice(0,-1):typeof r=="function"?r(e,t,n):t,Ir=(e,t)=>JSON.parse(e,(n,r,o)=>{let s=typeof r=="number",i=r>Number.MAX_SAFE_INTEGER||r<Number.MIN_SAFE_INTEGER,a=s&&i,c=o&&Tr.test(o.source);return a&&c?BigInt(o.source):typeof t=="function"?t(n,r,o):r}),$t=Number.MAX_SAFE_INTEGER.toString(),St=$t.length,xr=/"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g,Lr=/^"-?\d+n+"$/,Pr=(e,t)=>{let n={"":e},r=[{parent:n,key:"",visited:!1}];for(;r.length>0;){let o=r[r.length-1];if(o.visited){let{parent:s,key:i}=o,a=s[i];typeof a=="string"&&(_t.test(a)?a=BigInt(a.slice(0,-1)):ne.test(a)&&(a=a.slice(0,-1))),typeof t=="function"&&(a=t.call(s,i,a)),a===void 0?delete s[i]:s[i]=a,r.pop()}else{o.visited=!0;let s=o.parent[o.key];if(s!==null&&typeof s=="object"){let a=Object.keys(s);for(let c=a.length-1;c>=0;c--)r.push({parent:s,key:a[c],visited:!1})}}}return n[""]},Rt=e=>e.replace(xr,(t,n,r,o)=>{let s=t[0]==='"';if(s&&Lr.test(t))return t.substring(0,t.length-1)+'n"';let a=r||o,c=n&&(n.length<St||n.length===St&&n<=$t);return s||a||c?t:'"'+t+'n"'}),vt=(e,t)=>{if(!e)return we(e,t);try{if(vr())return Ir(e,t);let n=Rt(e);return we(n,(r,o,s)=>Nr(r,o,s,t))}catch(n){if(n instanceof RangeError){let r=Rt(e),o=we(r);return Pr(o,t)}throw n}};var P=class extends Error{name;status;request;response;constructor(t,n,r){super(t,{cause:r.cause}),this.name="HttpError",this.status=Number.parseInt(n),Number.isNaN(this.status)&&(this.status=0);"response"in r&&(this.response=r.response);let o=Object.assign({},r.request);r.request.headers.authorization&&(o.headers=Object.assign({},r.request.headers,{authorization:r.request.headers.authorization.replace(/(?<! ) .*$/," [REDACTED]")})),o.url=o.url.replace(/\bclient_secret=\w+/g,"client_secret=[REDACTED]").replace(/\baccess_token=\w+/g,"access_token=[REDACTED]"),this.request=o}};var Cr="10.0.16",jr={headers:{"user-agent":`octokit-request.js/${Cr} ${T()}`}};function Gr(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let n=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof n=="function"&&n instanceof n&&Function.prototype.call(n)===Function.prototype.call(e)}var Nt=()=>"";async function It(e){let t=e.request?.fetch||globalThis.fetch;if(!t)throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");let n=e.request?.log||console,r=e.request?.parseSuccessResponseBody!==!1,o=Gr(e.body)||Array.isArray(e.body)?Tt(e.body):e.body,s=Object.fromEntries(Object.entries(e.headers).map(([d,f])=>[d,String(f)])),i;try{i=await t(e.url,{method:e.method,body:o,redirect:e.request?.redirect,headers:s,signal:e.request?.signal,...e.body&&{duplex:"half"}})}catch(d){let f="Unknown Error";if(d instanceof Error){if(d.name==="AbortError")throw d.status=500,d;f=d.message,d.name==="TypeError"&&"cause"in d&&(d.cause instanceof Error?f=d.cause.message:typeof d.cause=="string"&&(f=d.cause))}let y=new P(f,500,{request:e});throw y.cause=d,y}let a=i.status,c=i.url,l={};for(let[d,f]of i.headers)l[d]=f;let u={url:c,status:a,headers:l,data:""};if("deprecation"in l){let d=l.link&&l.link.match(/<([^<>]+)>; rel="deprecation"/),f=d&&d.pop();n.warn(`[@octokit/request] "${e.method} ${e.url}" is deprecated. It is scheduled to be removed on ${l.sunset}${f?`. See ${f}`:""}`)}if(a===204||a===205)return u;if(e.method==="HEAD"){if(a<400)return u;throw new P(i.statusText,a,{response:u,request:e})}if(a===304)throw u.data=await ke(i),new P("Not modified",a,{response:u,request:e});if(a>=400)throw u.data=await ke(i),new P(Ur(u.data),a,{response:u,request:e});return u.data=r?await ke(i):i.body,u}async function ke(e){let t=e.headers.get("content-type");if(!t)return e.text().catch(Nt);let n=kt(t);if(Hr(n)){let r="";try{return r=await e.text(),vt(r)}catch{return r}}else return n.type.startsWith("text/")||n.parameters.charset?.toLowerCase()==="utf-8"&&n.type!=="application/octet-stream"?e.text().catch(Nt):e.arrayBuffer().catch(()=>new ArrayBuffer(0))}function Hr(e){return e.type==="application/json"||e.type==="application/scim+json"}function Ur(e){if(typeof e=="string")return e;if(e instanceof ArrayBuffer)return"Unknown error";if(typeof e=="object"&&e!==null&&"message"in e){let t=e,n="documentation_url"in t?` - ${t.documentation_url}`:"";return Array.isArray(t.errors)?`${t.message}: ${t.errors.map(r=>JSON.stringify(r)).join(", ")}${n}`:`${t.message}${n}`}return`Unknown error: ${JSON.stringify(e)}`}function Ee(e,t){let n=e.defaults(t);return Object.assign(function(o,s){let i=n.merge(o,s);if(!i.request||!i.request.hook)return It(n.parse(i));let a=(c,l)=>It(n.parse(n.merge(c,l)));return Object.assign(a,{endpoint:n,defaults:Ee.bind(null,n)}),i.request.hook(a,i)},{endpoint:n,defaults:Ee.bind(null,n)})}var D=Ee(bt,jr);var Br="0.0.0-development";function Fr(e){return`Request failed due to following response errors:
`+e.errors.map(t=>` - ${t.message}`).join(`
`)}var qr=class extends Error{constructor(e,t,n){super(Fr(n)),this.request=e,this.headers=t,this.response=n,this.errors=n.errors,this.data=n.data,Error.captureStackTrace&&Error.captureStackTrace(this,this.constructor)}request;headers;response;name="GraphqlResponseError";errors;data},Mr=["method","baseUrl","url","headers","request","query","mediaType","operationName"],Dr=["query","method","url"],xt=/\/api\/v3\/?$/;function Jr(e,t,n){if(n){if(typeof t=="string"&&"query"in n)return Promise.reject(new Error('[@octokit/graphql] "query" cannot be used as variable name'));for(let i in n)if(Dr.includes(i))return Promise.reject(new Error(`[@octokit/graphql] "${i}" cannot be used as variable name`))}let r=typeof t=="string"?Object.assign({query:t},n):t,o=Object.keys(r).reduce((i,a)=>Mr.includes(a)?(i[a]=r[a],i):(i.variables||(i.variables={}),i.variables[a]=r[a],i),{}),s=r.baseUrl||e.endpoint.DEFAULTS.baseUrl;return xt.test(s)&&(o.url=s.replace(xt,"/api/graphql")),e(o).then(i=>{if(i.data.errors){let a={};for(let c of Object.keys(i.headers))a[c]=i.headers[c];throw new qr(o,a,i.data)}return i.data.data})}function Oe(e,t){let n=e.defaults(t);return Object.assign((o,s)=>Jr(n,o,s),{defaults:Oe.bind(null,n),endpoint:n.endpoint})}var Ai=Oe(D,{headers:{"user-agent":`octokit-graphql.js/${Br} ${T()}`},method:"POST",url:"/graphql"});function Lt(e){return Oe(e,{method:"POST",url:"/graphql"})}var Se="(?:[a-zA-Z0-9_-]+)",Pt="\\.",Ct=new RegExp(`^${Se}${Pt}${Se}${Pt}${Se}$`),Wr=Ct.test.bind(Ct);async function Vr(e){let t=Wr(e),n=e.startsWith("v1.")||e.startsWith("ghs_"),r=e.startsWith("ghu_");return{type:"token",token:e,tokenType:t?"app":n?"installation":r?"user-to-server":"oauth"}}function Kr(e){return e.split(/\./).length===3?`bearer ${e}`:`token ${e}`}async function zr(e,t,n,r){let o=t.endpoint.merge(n,r);return o.headers.authorization=Kr(e),t(o)}var jt=function(t){if(!t)throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");if(typeof t!="string")throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");return t=t.replace(/^(token|bearer) +/i,""),Object.assign(Vr.bind(null,t),{hook:zr.bind(null,t)})};var Re="7.0.8";var Gt=()=>{},Qr=console.warn.bind(console),Xr=console.error.bind(console);function Yr(e={}){return typeof e.debug!="function"&&(e.debug=Gt),typeof e.info!="function"&&(e.info=Gt),typeof e.warn!="function"&&(e.warn=Qr),typeof e.error!="function"&&(e.error=Xr),e}var Ht=`octokit-core.js/${Re} ${T()}`,re=class{static VERSION=Re;static defaults(t){return class extends this{constructor(...r){let o=r[0]||{};if(typeof t=="function"){super(t(o));return}super(Object.assign({},t,o,o.userAgent&&t.userAgent?{userAgent:`${o.userAgent} ${t.userAgent}`}:null))}}}static plugins=[];static plugin(...t){let n=this.plugins;return class extends this{static plugins=n.concat(t.filter(o=>!n.includes(o)))}}constructor(t={}){let n=new ft.Collection,r={baseUrl:D.endpoint.DEFAULTS.baseUrl,headers:{},request:Object.assign({},t.request,{hook:n.bind(null,"request")}),mediaType:{previews:[],format:""}};if(r.headers["user-agent"]=t.userAgent?`${t.userAgent} ${Ht}`:Ht,t.baseUrl&&(r.baseUrl=t.baseUrl),t.previews&&(r.mediaType.previews=t.previews),t.timeZone&&(r.headers["time-zone"]=t.timeZone),this.request=D.defaults(r),this.graphql=Lt(this.request).defaults(r),this.log=Yr(t.log),this.hook=n,t.authStrategy){let{authStrategy:s,...i}=t,a=s(Object.assign({request:this.request,log:this.log,octokit:this,octokitOptions:i},t.auth));n.wrap("request",a.hook),this.auth=a}else if(!t.auth)this.auth=async()=>({type:"unauthenticated"});else{let s=jt(t.auth);n.wrap("request",s.hook),this.auth=s}let o=this.constructor;for(let s=0;s<o.plugins.length;++s)Object.assign(this,o.plugins[s](this,t))}request;graphql;log;hook;auth};function _e(e,t){if(!Zr(e))return;let{status:n,response:r}=e;return r===void 0||n>=500||n===408?{kind:"ambiguous"}:to(e)?{kind:"throttled",retryAfterMs:no(r.headers,t)}:n===401||n===403?{kind:"forbidden"}:n===404||eo(e)?{kind:"missing"}:{kind:"rejected"}}function Te(e,t){return Object.assign(new Error(t),{name:"HttpError",status:e,response:{headers:{}}})}function Zr(e){return e instanceof Error&&e.name==="HttpError"&&"status"in e&&typeof e.status=="number"}function eo({status:e,message:t}){return e===422&&/^No commit found/i.test(t)}function to({status:e,response:t,message:n}){if(e===429)return!0;if(e!==403||t===void 0)return!1;let r=t.headers;return r["retry-after"]!==void 0||r["x-ratelimit-remaining"]==="0"||/secondary rate limit|abuse detection/i.test(n)}function no(e,t){let n=Number(e["retry-after"]);if(e["retry-after"]!==void 0&&Number.isFinite(n))return n*1e3;let r=Number(e["x-ratelimit-reset"]);if(e["x-ratelimit-remaining"]==="0"&&Number.isFinite(r))return Math.max(0,r*1e3-t)}var C=class extends Error{constructor(t,n){super(`GitHub's answer was lost: ${t}`,{cause:n}),this.name="AmbiguousAnswer"}},ro=6e4,oo=400,so=8e3;function Ft(e){let t=new re({auth:e.token,baseUrl:e.apiUrl,userAgent:"breakglass",request:{fetch:e.fetch},log:{debug:()=>{},info:()=>{},warn:()=>{},error:()=>{}}}),n={owner:e.owner,repo:e.name},r={"x-github-api-version":"2022-11-28"},o=async(s,i,a={})=>{let c=i.replace(" "," /repos/{owner}/{repo}");return Ut(e,s,async()=>(await t.request(c,{...a,...n,headers:r})).data)};return{owner:e.owner,name:e.name,clock:e.clock,random:e.random??Math.random,rest:o,find:(s,i,a)=>o(s,i,a).catch(co),graphql:(s,i,a)=>Ut(e,s,async()=>{let{data:c}=await t.request(`POST ${e.graphqlUrl}`,{query:i,variables:a});return uo(lo(c))})}}async function Ut(e,t,n){let{clock:r,random:o=Math.random,deadlineMs:s=ro}=e,i=r.now()+s;for(let a=1;;a+=1)try{return await n()}catch(c){let l=_e(c,r.now());if(l===void 0)throw c;if(l.kind==="ambiguous"&&!t.repeatable)throw new C(t.what,c);let u=io(l,a,o);if(u===void 0||r.now()+u>i)throw ao(c,l,t);await r.sleep(u)}}function io(e,t,n){if(e.kind!=="throttled"&&e.kind!=="ambiguous")return;let r=Math.min(oo*2**(t-1),so)*(.5+n()/2);return e.kind==="throttled"?(e.retryAfterMs??0)+r:r}function ao(e,t,n){let r=`cannot ${n.what}: ${e instanceof Error?e.message:String(e)}`;return t.kind==="forbidden"?$e(r,n.permission,e):t.kind==="missing"||t.kind==="rejected"?new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",r,{cause:e}):new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-unavailable",r,{hint:"see https://www.githubstatus.com, then make a new request",cause:e})}function $e(e,t,n){return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-forbidden",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
permissions:
  ${t}`,cause:n})}function co(e){if(!(e instanceof _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a&&_e(e.cause,0)?.kind==="missing"))throw e}function uo(e){let[t]=e.ok?[]:e.errors;if(t===void 0)return e;if(t.type==="RATE_LIMITED")throw Te(429,t.message);if(t.message.startsWith("Something went wrong while executing your query"))throw Te(502,t.message);return e}function lo(e){let{data:t=null,errors:n=[]}=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s)(e)?e:{};return!Array.isArray(n)||n.length===0?{ok:!0,data:t}:{ok:!1,errors:n.filter(_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s).map(({type:r,message:o})=>({type:Bt(r),message:Bt(o)}))}}function Bt(e){return typeof e=="string"?e:""}function qt(e,t,n){return`${(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.d)({version:1,repository:e,repositoryId:t,at:n})}
`}function Mt(e,t,n,r=[]){let o=Object.fromEntries(r.map(({name:s,content:i})=>[s,(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.e)(i)]));return (0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.f)({version:1,session:e.session,sequence:e.sequence,state:e.state,repository:t.repository,repositoryId:t.repositoryId,runId:t.runId,runAttempt:t.runAttempt,environment:t.environment,drill:t.drill,at:t.at,previous:n,events:e.events,...e.opening===void 0?{}:{opening:e.opening},...r.length===0?{}:{files:o}})}function Dt(e){let t={...e};return delete t.proof,(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.e)((0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.d)(t))}function Jt(e){return`urn:breakglass:link:${e}`}function Wt(e){return`${(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.d)(e)}
`}var Ne=e=>typeof e=="string"&&e.length>0,ve=e=>Number.isSafeInteger(e)&&e>0,J=e=>t=>typeof t=="string"&&e.test(t),zt=J(/^[0-9a-f]{64}$/),Qt=e=>J(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)(e)&&!Number.isNaN(Date.parse(String(e))),fo=e=>_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.A.some(t=>t===e),po=e=>(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s)(e)&&Ne(e.type??null)&&Qt(e.at??null),mo=e=>(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s)(e)&&Object.entries(e).every(([t,n])=>(t==="record.json"||t==="report.md")&&zt(n)),Vt={version:e=>e===1,session:J(/^[a-z0-9][a-z0-9-]{0,39}$/),sequence:ve,state:fo,repository:J(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),repositoryId:ve,runId:J(/^\d{1,20}$/),runAttempt:ve,environment:e=>e===null||Ne(e),drill:e=>typeof e=="boolean",at:Qt,previous:zt,events:e=>Array.isArray(e)&&e.every(po),proof:e=>e===null||Ne(e)},Kt={opening:_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s,files:mo},ho=["closed","refused"];function Xt(e){let t;try{if(t=JSON.parse(new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(e)),!Buffer.from(`${(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.d)(t)}
`).equals(e))throw new Error("not in canonical form")}catch(s){throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid","the file is not canonical JSON",{cause:s})}if(!(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s)(t))throw v("it is not an object");let n=Object.entries(Vt).find(([s,i])=>!Object.hasOwn(t,s)||!i(t[s]??null))??Object.entries(Kt).find(([s,i])=>Object.hasOwn(t,s)&&!i(t[s]??null));if(n!==void 0)throw v(`"${n[0]}" is missing or wrong`);let r=Object.keys(t).find(s=>!Object.hasOwn(Vt,s)&&!Object.hasOwn(Kt,s));if(r!==void 0)throw v(`unknown key "${r}"`);let o=t;return go(o),o}function go(e){if(e.state==="opened"!=(e.opening!==void 0))throw v('an opening link, and no other, holds "opening"');if(e.files!==void 0&&!ho.includes(e.state))throw v('only a closing link holds "files"');if(e.state==="closed"&&(e.files?.["record.json"]===void 0||e.files["report.md"]===void 0))throw v("a closed link holds the hashes of record.json and report.md");let t=e.state==="refused"&&e.sequence===1;if(e.environment===null&&!t)throw v(`a link in state "${e.state}" names its environment`);if(e.proof===null&&!t)throw v(`a link in state "${e.state}" needs a proof`)}function v(e){return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the file is not a link of version 1: ${e}`)}var Ie=4*1024*1024,Yt=["record.json","report.md"],xe=1+Yt.length;function Zt({parents:e,added:t,otherwise:n}){if(e!==1||n||t.length>xe)return;let[r,...o]=t.filter(s=>(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.y)(s)!==void 0);if(!(r===void 0||o.length>0))return t.every(s=>s===r||yo(r,s))?r:void 0}function yo(e,t){let n=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.y)(e)?.folder;return n!==void 0&&Yt.some(r=>t===`${n}/${r}`)}function en(e){if(!(e.length>Ie))try{return Xt(e)}catch{return}}var W={what:"read the audit branch",permission:"contents: read",repeatable:!0},wo=33188,bo=`query Folder($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    __typename ... on Tree { entries { name mode type oid object { ... on Blob { byteSize } } } }
  } }
}`;async function tn(e,t,n){let{owner:r,name:o}=e,s=await e.graphql(W,bo,{owner:r,name:o,at:`${t}:${n}`});if(!s.ok)throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot read ${n}: ${s.errors[0]?.message??""}`);let i=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(s.data,"data").object("repository").optional("object");if(i===void 0)return new Map;if(i.text("__typename")==="Tree")return new Map(i.list("entries").map(a=>{let l=a.text("type")==="blob"&&a.number("mode")===wo?a.object("object").number("byteSize"):void 0;return[a.text("name"),{oid:a.text("oid"),size:l}]}))}async function Le(e,t){let n=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(await e.rest(W,"GET /git/blobs/{file_sha}",{file_sha:t}),"blob"),r=Buffer.from(n.text("content"),"base64");if((0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.u)(r)===t)return r;throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`GitHub answered other bytes than those of blob ${t}`)}var nn=["audit","drill"],Pe=50,rn=300,on=xe+1;async function cn(e,t,n){let r=await oe(e,`heads/${t}`);if(r===void 0)return;if(r.oid===n?.commit)return n;let o=await dn(e,r)??(await Ao(e,t,r.oid))?.previous;return{commit:r.oid,previous:o??await ko(e,t,r)}}async function un(e,t,n){for(let{oid:r}of await Ce(e,t,n.path,1))if((await oe(e,r))?.added.get(n.path)===n.blob)return r}async function dn(e,t){let n=Zt({...t,added:[...t.added.keys()]});if(n===void 0)return;let r=n.slice(0,n.lastIndexOf("/")),o=await tn(e,t.oid,r),s=c=>o?.get(c.slice(r.length+1))?.size;if(![...t.added.keys()].every(c=>s(c)!==void 0)||(s(n)??1/0)>Ie)return;let a=await Le(e,t.added.get(n)??"");return en(a)===void 0?void 0:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.e)(a)}async function Ao(e,t,n){let[r,o]=await Promise.all(nn.map(i=>sn(e,t,n,i)));return r===void 0||o===void 0?r??o:(await sn(e,t,r.commit,nn[1]))?.commit===o.commit?r:o}async function sn(e,t,n,r){for(let o=1;o<=rn/Pe;o+=1){let s=await Ce(e,n,r,o);for(let{oid:i,parents:a}of s){let c=a===1?await oe(e,i):void 0,l=c===void 0?void 0:await dn(e,c);if(l!==void 0)return{commit:i,previous:l}}if(s.length<Pe)return}throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`${rn} commits of ${t} touch ${r}/ and are no links`,{hint:"somebody else writes to the audit branch. Keep it as evidence, stop them by the rules of the branch, open a new audit branch, and name that one by the input audit-branch"})}async function ko(e,t,n){let o=(n.parents===0?[]:await Ce(e,n.oid,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.v,1)).findLast(({parents:a})=>a===0),s=o===void 0?n:await oe(e,o.oid),i=s?.parents===0?s.added.get(_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.v):void 0;if(i!==void 0)return (0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.e)(await Le(e,i));throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the first commit of ${t} does not add ${_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.v}`,{hint:"it is no audit branch: name another one by the input audit-branch, and open it as docs and errors say"})}async function Ce(e,t,n,r){let o=await e.rest(W,"GET /commits",{sha:t,path:n,per_page:Pe,page:r});return (0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.D)(o,"commits").map(s=>({oid:s.text("sha"),parents:s.list("parents").length}))}async function oe(e,t){let n=await e.find(W,"GET /commits/{ref}",{ref:t,per_page:on});if(n===void 0)return;let r=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(n,"commit"),o=r.value("files")===void 0?[]:r.list("files").slice(0,on);return{oid:r.text("sha"),parents:r.list("parents").length,added:new Map(o.filter(an).map(s=>[s.text("filename"),s.text("sha")])),otherwise:!o.every(an)}}function an(e){return e.value("status")==="added"&&typeof e.value("sha")=="string"}var Eo={what:"write to the audit branch",permission:"contents: write",repeatable:!1},Oo=`mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;async function ln(e,t,n,r,o){let s={branch:{repositoryNameWithOwner:`${e.owner}/${e.name}`,branchName:t},message:{headline:r},expectedHeadOid:n,fileChanges:{additions:o.map(({path:a,content:c})=>({path:a,contents:Buffer.from(c).toString("base64")}))}},i=await e.graphql(Eo,Oo,{input:s}).catch(a=>{throw a instanceof _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a&&a.code==="github-forbidden"?fn(t,a.message):a});if(i.ok)return (0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(i.data,"data").object("createCommitOnBranch").object("commit").text("oid");if(!i.errors.some(({type:a})=>a==="STALE_DATA"))throw So(t,i.errors)}function So(e,t){return fn(e,t.map(({type:n,message:r})=>`${n}: ${r}`).join("; "))}function fn(e,t){return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-not-writable",`cannot write to branch "${e}": ${t}`,{hint:`let the workflow write to it: check the rules of the branch, and add to the job and to its caller:
permissions:
  contents: write`})}var mn=Symbol("lost answer"),pn=20,Ro=100,_o=3e3;function hn(e,t){let n=new Map,r,o=Promise.resolve(),s=async()=>{if(r=await cn(e,t.branch,r),r===void 0)throw No(t,(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.z)(e.clock));return r},i=(l,u,d)=>(r={commit:d,previous:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.e)(l.text)},n.set(u,l.folder),{commit:d,path:l.path}),a=async l=>{let{session:u}=l.body,d;for(let f=0;f<pn;f+=1){let y=r??await t.located?.().catch(()=>{})??await s();r=y;let p=d===void 0?void 0:await vo(e,t.branch,d);if(p!==void 0&&d!==void 0)return i(d,u,p);d?.onto.commit!==y.commit&&(d=void 0);let b=d??await To(e,t,y,l,n.get(u)),h=await $o(e,t.branch,b);if(typeof h=="string")return i(b,u,h);h===mn&&(d=b),await e.clock.sleep(Math.min(Ro*1.5**f,_o)*e.random()),await s()}throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-contention",`the head of ${t.branch} moved ${pn} times`,{hint:"see what else commits to the audit branch, then make a new request"})},c=l=>{let u=o.then(l);return o=u.catch(()=>{}),u};return{locate:()=>c(s),append:(l,u=[])=>c(()=>a({body:l,attachments:u}))}}async function To(e,{place:t,proof:n},r,{body:o,attachments:s},i){let a=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.z)(e.clock),c=o.state==="refused"?null:t.environment,l=Mt(o,{...t,environment:c,at:a},r.previous,s),u=Wt({...l,proof:await n(Jt(Dt(l)))}),d=i??(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.w)(o.session,t.drill,a),f=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.x)(d,l),y=s.map(({name:p,content:b})=>({path:`${d}/${p}`,content:b}));return{onto:r,path:f,folder:d,text:u,files:[{path:f,content:u},...y],headline:`${o.state}: ${o.session}`}}async function $o(e,t,n){try{return await ln(e,t,n.onto.commit,n.headline,n.files)}catch(r){if(r instanceof C)return mn;throw r}}function vo(e,t,{onto:n,path:r,text:o}){return un(e,t,n.commit,{path:r,blob:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.u)(o)})}function No({branch:e,place:t},n){let s=`"$(printf '100644 blob %s\\taudit.json\\n' ${`"$(printf '%s\\n' '${qt(t.repository,t.repositoryId,n).trim()}' | git hash-object -w --stdin)"`} | git mktree)"`;return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-branch-missing",`${t.repository} has no branch "${e}"`,{hint:`create it once, in a clone:
git push origin "$(git commit-tree ${s} -m 'open the audit trail')":refs/heads/${e}`})}var se={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},gn=100,Io=5;async function bn(e,t,n){let[r,o]=await Promise.all([e.rest(se,"GET /commits/{commit_sha}/pulls",{commit_sha:t}),n]),s=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.D)(r,"pulls").find(f=>xo(f,t,o));if(s===void 0)return null;let i={pull_number:s.number("number")},[a,c,l,u]=await Promise.all([e.rest(se,"GET /pulls/{pull_number}",i),wn(e,"GET /pulls/{pull_number}/reviews",i),wn(e,"GET /pulls/{pull_number}/commits",i),e.rest(se,"GET /pulls/{pull_number}/files",{...i,per_page:2})]),d=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(a,"pull");return{number:i.pull_number,author:d.account("user"),mergedBy:d.optional("merged_by")===void 0?null:d.account("merged_by"),headSha:d.object("head").text("sha"),reviews:Lo(c),contributors:l.flatMap(An),unverified:[...l.flatMap(Co),...jo(d.number("commits"),l.length)],fromFork:yn(d,"head")!==yn(d,"base"),files:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.D)(u,"files").map(f=>({path:f.text("filename"),status:f.text("status")}))}}function xo(e,t,n){return e.value("merge_commit_sha")!==t||typeof e.value("merged_at")!="string"?!1:e.object("base").text("ref")===n}function yn(e,t){return e.object(t).optional("repo")?.number("id")}async function wn(e,t,n){let r=[];for(let o=1;o<=Io;o+=1){let s=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.D)(await e.rest(se,t,{...n,per_page:gn,page:o}),t);if(r.push(...s),s.length<gn)break}return r}function Lo(e){let t=new Map;for(let n of e){if(n.optional("user")===void 0)continue;let r=Po(n),o=t.get(r.user.id),s=r.state!=="COMMENTED"&&r.state!=="PENDING";(o===void 0||s)&&t.set(r.user.id,r)}return[...t.values()]}function Po(e){let t=e.value("commit_id");return{user:e.account("user"),state:e.oneOf("state",["APPROVED","CHANGES_REQUESTED","COMMENTED","DISMISSED","PENDING"]),commitId:typeof t=="string"?t:null}}function An(e){return["author","committer"].flatMap(t=>{let n=e.optional(t);return n===void 0||n.value("id")===void 0?[]:[{login:n.text("login"),id:n.number("id")}]})}function Co(e){let t=e.text("sha"),n=e.object("commit").optional("verification");if(n?.value("verified")!==!0){let r=n?.value("reason");return[{sha:t,reason:typeof r=="string"?r:"unknown"}]}return An(e).length===2?[]:[{sha:t,reason:"no account has its address"}]}function jo(e,t){return e>t?[{sha:`after the ${t}th`,reason:"GitHub does not list it"}]:[]}var je={what:"read the run",permission:"actions: read",repeatable:!0},Ge={what:"read the repository",permission:"contents: read",repeatable:!0},Go={...Ge,what:"read the default branch"},Ho={...Ge,what:"read what an approver may do"};function En(e,t){let n;return{begin:()=>{n=kn(e,t),n.catch(()=>{})},facts:async r=>{let o=n??kn(e,t);n=void 0;let[[s,i,a,c],l]=await Promise.all([o,e.find({...je,what:"read the environment"},"GET /environments/{environment_name}",{environment_name:r})]),u=Do((0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(i,"run"),t.ref);qo(u,t);let d=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.D)(a,"approvals").map(Ko);return{repository:s,run:u,environment:l===void 0?null:Jo((0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(l,"environment")),approvals:d,pullRequest:c,cannotPush:await Bo(e,d,c)}}}}function kn(e,{runId:t,sha:n,eventName:r}){let o=e.rest(Ge,"GET ").then(i=>(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(i,"repository")),s=o.then(i=>i.text("default_branch"));return Promise.all([Promise.all([o,s.then(i=>Uo(e,i))]).then(Mo),e.rest(je,"GET /actions/runs/{run_id}",{run_id:t}),e.rest({...je,what:"read the approvals"},"GET /actions/runs/{run_id}/approvals",{run_id:t}),r==="push"?bn(e,n,s):null])}async function Uo(e,t){let n=await e.find(Go,"GET /branches/{branch}",{branch:t});return n!==void 0&&(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(n,"branch").value("protected")===!0}async function Bo(e,t,n){if(n===null||n.unverified.length===0)return[];let r=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.F)([...t.map(({user:s})=>s),...n.reviews.map(({user:s})=>s)]),o=await Promise.all(r.map(s=>Fo(e,s)));return r.filter((s,i)=>o[i]===!0)}async function Fo(e,t){try{let n={username:t.login},r=await e.find(Ho,"GET /collaborators/{username}/permission",n);if(r===void 0)return!1;let o=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(r,"permission"),s=o.value("permission");return o.optional("user")?.value("id")===t.id&&(s==="read"||s==="none")}catch(n){if(n instanceof _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a&&n.code==="github-forbidden")return!1;throw n}}function qo(e,t){if(!(e.id===t.runId&&e.sha===t.sha&&e.event===t.eventName))throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("not-in-actions",`the runner says run ${t.runId}, ${t.eventName} of ${t.sha}; GitHub says ${e.id}, ${e.event} of ${e.sha}`,{hint:"do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself"})}function Mo([e,t]){return{fullName:e.text("full_name"),id:e.number("id"),visibility:e.oneOf("visibility",["public","private","internal"]),defaultBranch:e.text("default_branch"),defaultBranchProtected:t}}function Do(e,t){let n=e.value("head_branch"),r=e.value("run_started_at");return{id:String(e.number("id")),attempt:e.number("run_attempt"),event:e.text("event"),sha:e.text("head_sha"),branch:typeof n=="string"&&t===`refs/heads/${n}`?n:null,actor:e.account("actor"),triggeringActor:e.account("triggering_actor"),startedAt:Date.parse(typeof r=="string"?r:e.text("created_at"))}}function Jo(e){let n=(e.value("protection_rules")===void 0?[]:e.list("protection_rules")).find(o=>o.value("type")==="required_reviewers"),r=e.value("can_admins_bypass");return{name:e.text("name"),reviewers:(n?.list("reviewers")??[]).map(Vo),canAdminsBypass:typeof r=="boolean"?r:null,deploymentBranches:Wo(e.optional("deployment_branch_policy"))}}function Wo(e){return e?.value("protected_branches")===!0?"protected":e?.value("custom_branch_policies")===!0?"custom":"all"}function Vo(e){let t=e.oneOf("type",["User","Team"]),n=e.object("reviewer");return{type:t,name:n.text(t==="User"?"login":"slug"),id:n.number("id")}}function Ko(e){return{environments:e.list("environments").map(t=>t.text("name")),state:e.oneOf("state",["approved","rejected","pending"]),user:e.account("user"),comment:e.text("comment")}}var ie={what:"take the lock",permission:"contents: write",repeatable:!0},zo={...ie,repeatable:!1},On="0".repeat(40),Sn=5,Rn=500,Qo=`mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`,Xo="query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }",Yo=`query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;function _n(e,t){let n=new Map,r=o=>Promise.all([ns(e,{session:o,run:t,since:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.z)(e.clock)}),ts(e)]);return{prepare:o=>{let s=r(o);s.catch(()=>{}),n.set(o,s)},acquire:async(o,s)=>{let i=`refs/heads/break-glass/open/${o}`,[a,c]=await(n.get(s)??r(s));return n.delete(s),await Zo(e,c,{ref:i,mine:a,install:o}),{release:()=>es(e,c,i,a)}}}}async function Zo(e,t,n){let r={name:n.ref,beforeOid:On,afterOid:n.mine};for(let o=1;o<=Sn;o+=1){let s=await Tn(e,t,r);if(s?.ok===!0)return;s!==void 0&&rs(s),o>1&&await e.clock.sleep(Rn*(.5+e.random()));let i=await $n(e,n.ref);if(i?.oid===n.mine)return;if(i!==void 0)throw os(n,i.message)}throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot create ${n.ref}`,{hint:'check the rules of branches "break-glass/**": the workflow has to create and delete them'})}async function es(e,t,n,r){for(let o=1;o<=Sn;o+=1){if((await Tn(e,t,{name:n,beforeOid:r,afterOid:On}))?.ok===!0||(await $n(e,n))?.oid!==r)return;await e.clock.sleep(Rn*(.5+e.random()))}throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot delete ${n}`,{hint:is(e,n)})}async function Tn(e,t,n){try{return await e.graphql(zo,Qo,{input:{repositoryId:t,refUpdates:[n]}})}catch(r){if(r instanceof C)return;throw r}}async function $n(e,t){let n=(await vn(e,Yo,{ref:t})).optional("ref")?.optional("target");if(n===void 0)return;let r=n.value("message");return{oid:n.text("oid"),message:typeof r=="string"?r:""}}async function ts(e){return(await vn(e,Xo,{})).text("id")}async function vn(e,t,n){let{owner:r,name:o}=e,s={...ie,permission:"contents: read",what:"read the lock"},i=await e.graphql(s,t,{owner:r,name:o,...n});if(i.ok)return (0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(i.data,"data").object("repository");throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot read the lock: ${i.errors[0]?.message??""}`)}async function ns(e,t){let n=JSON.stringify(t),r=await e.rest(ie,"POST /git/trees",{tree:[{path:"lock.json",mode:"100644",type:"blob",content:`${n}
`}]}),o=await e.rest(ie,"POST /git/commits",{message:n,tree:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(r,"tree").text("sha"),parents:[]});return (0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.C)(o,"commit").text("sha")}function rs(e){let t=e.ok?void 0:e.errors.find(({type:n})=>n==="FORBIDDEN");if(t!==void 0)throw $e(`cannot take the lock: ${t.message}`,"contents: write")}function os({install:e,ref:t},n){let r=ss(n),o=r===void 0?"somebody":`session ${r.session} since ${r.since}, ${r.run}`;return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("install-locked",`install "${e}" is held by ${o}`,{hint:`wait for that run to end. If it is over and "breakglass audit list" shows the session closed, give the lock back: git push origin :${t}`})}function ss(e){try{let t=JSON.parse(e);if(!(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s)(t))return;let{session:n,run:r,since:o}=t;return typeof n!="string"||typeof r!="string"||typeof o!="string"?void 0:{session:n,run:r,since:o}}catch{return}}function is(e,t){return`in a clone of ${e.owner}/${e.name}: git push origin :${t}`}var as=["plan","run","record-refusal"],cs={command:"",request:"","request-name":"",playbook:"",install:"",incident:"",reason:"",commander:"",confirmed:"",duration:"",inputs:"{}",accept:"","on-drift":"refuse",digest:"",seen:"","audit-branch":"break-glass-audit","github-token":""};function xn(e){let t=o=>us(e,o),n=Pn(t("digest"),"digest",/^[0-9a-f]{64}$/,"64 lowercase hex digits"),r=t("request");return{command:Ln(t("command"),"command",as),request:r===""?{dispatch:ds(t)}:{path:ls(r,t)},digest:n===""?void 0:n,seen:t("seen"),auditBranch:fs(t("audit-branch")),token:N(t,"github-token")}}function us(e,t){let n=e[`INPUT_${t.replaceAll(" ","_").toUpperCase()}`]?.trim()??"";return n===""?cs[t]:n}function ds(e){return{name:N(e,"request-name"),playbook:N(e,"playbook"),install:N(e,"install"),incident:N(e,"incident"),reason:N(e,"reason"),commander:N(e,"commander"),confirmed:Nn(e("confirmed")),duration:N(e,"duration"),inputs:ps(e("inputs")),accept:Nn(e("accept")),onDrift:Ln(e("on-drift"),"on-drift",["refuse","proceed"])}}function ls(e,t){let r=["request-name","playbook","install","incident","reason","commander","duration"].find(o=>t(o)!=="");if(r===void 0)return e;throw F(r,`"${r}" is given beside request "${e}"`,`leave "${r}" out: the request file says it`)}function N(e,t){let n=e(t);if(n!=="")return n;throw F(t,`input "${t}" is missing`,`set "${t}" under "with:"`)}function Ln(e,t,n){let r=n.find(o=>o===e);if(r!==void 0)return r;throw F(t,`input "${t}" is "${e}"`,`write one of ${n.join(", ")}`)}function Pn(e,t,n,r){if(e===""||n.test(e))return e;throw F(t,`input "${t}" is "${e}"`,`write ${r}`)}function fs(e){return Pn(e,"audit-branch",/^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,"the plain name of a branch, such as break-glass-audit")}function Nn(e){return e.split(/\r?\n/).map(t=>t.trim()).filter(t=>t!=="")}function ps(e){try{let t=JSON.parse(e);if((0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.s)(t))return t}catch(t){throw F("inputs",`input "inputs" is not JSON: ${t instanceof Error?t.message:""}`,In)}throw F("inputs",'input "inputs" is not a JSON object',In)}var In='write a JSON object, such as {"listener": "web-https", "to": "green"}';function F(e,t,n){return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("invalid-input",t,{hint:`${n} (input "${e}")`})}var gs=15e3,ys=8*1024*1024;function Cn(e=gs){let t={"http:":new _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.a({keepAlive:!0,maxSockets:8}),"https:":new node_https__WEBPACK_IMPORTED_MODULE_6__.Agent({keepAlive:!0,maxSockets:8})};return async(n,r={})=>{let o=new URL(n),s=o.protocol==="https:",i=await ws(s?node_https__WEBPACK_IMPORTED_MODULE_6__.request:_chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.d,o,{method:r.method??"GET",headers:{...r.headers},agent:s?t["https:"]:t["http:"],timeout:e,...r.signal===void 0?{}:{signal:r.signal}},r.body,e);return bs(n,i.message,i.body)}}function ws(e,t,n,r,o){return new Promise((s,i)=>{let a=e(t,n,l=>{let u=[],d=0;l.on("data",f=>{d+=f.length,d>ys&&a.destroy(He("ANSWER_TOO_LARGE",t)),u.push(f)}),l.on("end",()=>s({message:l,body:Buffer.concat(u)})),l.on("error",i)}),c=setTimeout(()=>a.destroy(He("ETIMEDOUT",t)),o);a.on("timeout",()=>a.destroy(He("ETIMEDOUT",t))),a.on("error",i),a.on("close",()=>clearTimeout(c)),r===void 0?a.end():a.end(r)})}function bs(e,t,n){let r=t.statusCode??0,o=new Map(Object.entries(t.headers).map(([s,i])=>[s,Array.isArray(i)?i.join(", "):`${i}`]));return{status:r,statusText:t.statusMessage??"",ok:r>=200&&r<300,url:e,headers:o,text:async()=>n.toString("utf8"),json:async()=>JSON.parse(n.toString("utf8")),arrayBuffer:async()=>new Uint8Array(n).buffer}}function He(e,t){return Object.assign(new Error(`${e} at ${t.host}`),{code:e})}var jn=6,As=250,ks=`permissions:
  id-token: write`;function Gn(e){let{oidc:t,mask:n}=e;return async r=>{if(t===void 0)throw Hn("the job may not request an OIDC token");let o=new URL(t.url);o.searchParams.set("audience",r);let s=await Es(o.href,t.token,e),i=Os(await s.json().catch(()=>{}));return n(i),i}}async function Es(e,t,{fetch:n,clock:r,random:o=Math.random}){for(let s=1;;s+=1){let i=await n(e,{headers:{authorization:`Bearer ${t}`,accept:"application/json"}}).catch(a=>Ss(a));if(typeof i!="string"){if(i.ok)return i;if(i.status===401||i.status===403)throw Hn(`GitHub refused an OIDC token with status ${i.status}`);if(i.status<500&&i.status!==429&&i.status!==408)throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`GitHub answered ${i.status} to the request for an OIDC token`)}if(s===jn){let a=typeof i=="string"?i:`status ${i.status}`;throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-unavailable",`no OIDC token after ${jn} attempts: ${a}`,{hint:"see https://www.githubstatus.com, then make a new request"})}await r.sleep(As*2**s*(.5+o()/2))}}function Os(e){let t=typeof e=="object"&&e!==null&&"value"in e?e.value:void 0;if(typeof t=="string"&&/^[\w-]+\.[\w-]+\.[\w-]+$/.test(t))return t;throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected","the answer to the request for an OIDC token holds no token")}function Ss(e){return e instanceof Error&&"code"in e?String(e.code):"network error"}function Hn(e){return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("oidc-permission-missing",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
${ks}`})}var Ue={now:()=>Date.now(),sleep:(e,t)=>Bn(e,t)};function Un(e,t){return{now:()=>e+(Date.now()-e)*t,sleep:(n,r)=>Bn(n/t,r)}}async function Bn(e,t){t?.throwIfAborted();try{await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_8__.setTimeout)(e,void 0,t===void 0?{}:{signal:t})}catch(n){throw t?.throwIfAborted(),n}}var Ts=new Set(["AWS_CA_BUNDLE","NODE_EXTRA_CA_CERTS","NODE_TLS_REJECT_UNAUTHORIZED","SSL_CERT_FILE","SSL_CERT_DIR","AWS_PROFILE","AWS_DEFAULT_PROFILE","AWS_CONFIG_FILE","AWS_SHARED_CREDENTIALS_FILE","AWS_USE_FIPS_ENDPOINT","AWS_USE_DUALSTACK_ENDPOINT","BREAKGLASS_CLOCK"]),qn=/^AWS_ENDPOINT_URL/,$s=/^[a-z0-9.-]+\.actions\.githubusercontent\.com$/,vs={aws:"amazonaws.com","aws-cn":"amazonaws.com.cn","aws-us-gov":"amazonaws.com"};function Mn(e,t){let n={GITHUB_API_URL:t.apiUrl,GITHUB_GRAPHQL_URL:t.graphqlUrl},r=t.oidc===void 0?{}:{ACTIONS_ID_TOKEN_REQUEST_URL:t.oidc.url},o=Object.fromEntries(Object.entries(e).filter(([a,c])=>qn.test(a)&&c)),s={...n,...r,...o};if(!Object.values(n).some(Fn))return Ns(e,t);let i=Object.entries(s).find(([,a])=>!Fn(a));if(i!==void 0)throw ae(i[0],`${i[0]} is no loopback address although GitHub's API is`);return{drill:!0,audience:"sandbox",clock:xs(e.BREAKGLASS_CLOCK),endpoint:a=>Is(o,a)}}function Fn(e){if(e===void 0||!URL.canParse(e))return!1;let{protocol:t,hostname:n,username:r}=new URL(e);return t!=="http:"&&t!=="https:"||r!==""?!1:n==="[::1]"||(0,node_net__WEBPACK_IMPORTED_MODULE_7__.isIP)(n)===4&&n.startsWith("127.")}function Ns(e,t){let r=Object.keys(e).filter(o=>e[o]).find(o=>qn.test(o)||Ts.has(o));if(r!==void 0)throw ae(r,`${r} is set`);return Be("GITHUB_API_URL",t.apiUrl,o=>o.host==="api.github.com"),Be("GITHUB_GRAPHQL_URL",t.graphqlUrl,o=>o.host==="api.github.com"),t.oidc!==void 0&&Be("ACTIONS_ID_TOKEN_REQUEST_URL",t.oidc.url,o=>$s.test(o.host)),{drill:!1,audience:"sts.amazonaws.com",clock:Ue,endpoint:({prefix:o,region:s})=>`https://${o}.${s}.${vs[(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.K)(s)]}`}}function Be(e,t,n){let r=URL.canParse(t)?new URL(t):void 0;if(!(r?.protocol==="https:"&&r.username===""&&n(r)))throw ae(e,`${e} is not GitHub's: "${r?.origin??t.slice(0,100)}"`)}function Is(e,{variable:t}){let n=e[`AWS_ENDPOINT_URL_${t}`]??e.AWS_ENDPOINT_URL;if(n!==void 0)return n;let r=`AWS_ENDPOINT_URL_${t}`;throw new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("endpoint-override",`${r} is not set in a drill, so its calls would reach the real cloud`,{hint:`set ${r} or AWS_ENDPOINT_URL to the sandbox's address`})}function xs(e){if(!e)return Ue;let t=/^(\d{1,15})\/(\d{1,4}(?:\.\d{1,3})?)$/.exec(e),n=Number(t?.[2]);if(t===null||n<=0)throw ae("BREAKGLASS_CLOCK",`BREAKGLASS_CLOCK is "${e.slice(0,100)}"`);return Un(Number(t[1]),n)}function ae(e,t){return new _chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.a("endpoint-override",t,{hint:`unset ${e}; it is allowed in drills only, where GitHub and every AWS endpoint are on loopback`})}function Dn(e,t){let n=st(e),r=Mn(e,n),o=xn(e);t.mask(o.token);let s=Cn(),{apiUrl:i,graphqlUrl:a,owner:c,name:l}=n,u=Ft({owner:c,name:l,token:o.token,apiUrl:i,graphqlUrl:a,clock:r.clock,fetch:s}),d=Gn({oidc:n.oidc,fetch:s,clock:r.clock,mask:t.mask}),f={repository:`${c}/${l}`,repositoryId:Number(n.repositoryId),runId:n.runId,runAttempt:n.runAttempt,drill:r.drill},y=h=>hn(u,{branch:o.auditBranch,place:{...f,environment:h},located:b,proof:async g=>n.oidc===void 0?null:d(g)}),p,b=()=>(p??=y(null).locate(),p);return{host:t,inputs:o,runner:n,mode:r,github:u,idToken:d,repository:(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.H)(u,n.sha),gatekeeper:En(u,n),lock:_n(u,it(n)),journal:y,trail:b,session:Ls(o,n)}}function Jn({inputs:e,repository:t,gatekeeper:n,lock:r,trail:o,session:s}){"path"in e.request&&t.readFile(e.request.path).catch(()=>{}),n.begin(),e.command==="run"&&(r.prepare(s),o().catch(()=>{}))}function Ls({request:e},{runId:t,runAttempt:n}){let o=("dispatch"in e?e.dispatch.name:e.path.replace(/^.*\//,"").replace(/\.ya?ml$/,"")).toLowerCase().replace(/[^a-z0-9]+/g,"-").slice(0,24).replace(/^-+|-+$/g,""),s=n===1?"":`-a${n}`;return`${o||"request"}${s}-${t}`}async function Wn(){let e=rt(),t;try{t=Dn(ot(),e),e.output("session",t.session),Jn(t);let{dispatch:n}=await __nccwpck_require__.e(/* import() */ 840).then(__nccwpck_require__.bind(__nccwpck_require__, 840));await n(t,e)}catch(n){let r=(0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.c)(n);e.output("outcome",t?.inputs.command==="run"?"failed":"refused"),t===void 0&&e.warn((0,_chunk_M535B6A6_js__WEBPACK_IMPORTED_MODULE_1__.r)(r)),e.fail(r)}}await Wn();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(598);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
