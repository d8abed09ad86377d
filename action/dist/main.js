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

/***/ 126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ xn),
/* harmony export */   B: () => (/* binding */ O),
/* harmony export */   C: () => (/* binding */ Re),
/* harmony export */   D: () => (/* binding */ Bn),
/* harmony export */   E: () => (/* binding */ Q),
/* harmony export */   F: () => (/* binding */ m),
/* harmony export */   G: () => (/* binding */ Ne),
/* harmony export */   H: () => (/* binding */ ee),
/* harmony export */   I: () => (/* binding */ Pe),
/* harmony export */   J: () => (/* binding */ je),
/* harmony export */   K: () => (/* binding */ Hn),
/* harmony export */   L: () => (/* binding */ Gn),
/* harmony export */   M: () => (/* binding */ Vn),
/* harmony export */   N: () => (/* binding */ Kn),
/* harmony export */   O: () => (/* binding */ Je),
/* harmony export */   P: () => (/* binding */ nr),
/* harmony export */   Q: () => (/* binding */ rr),
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   b: () => (/* binding */ Me),
/* harmony export */   c: () => (/* binding */ L),
/* harmony export */   d: () => (/* binding */ w),
/* harmony export */   e: () => (/* binding */ Ke),
/* harmony export */   f: () => (/* binding */ I),
/* harmony export */   g: () => (/* binding */ b),
/* harmony export */   h: () => (/* binding */ P),
/* harmony export */   i: () => (/* binding */ j),
/* harmony export */   j: () => (/* binding */ R),
/* harmony export */   k: () => (/* binding */ nn),
/* harmony export */   l: () => (/* binding */ rn),
/* harmony export */   m: () => (/* binding */ J),
/* harmony export */   n: () => (/* binding */ _),
/* harmony export */   o: () => (/* binding */ C),
/* harmony export */   p: () => (/* binding */ gn),
/* harmony export */   q: () => (/* binding */ hn),
/* harmony export */   r: () => (/* binding */ $e),
/* harmony export */   s: () => (/* binding */ u),
/* harmony export */   t: () => (/* binding */ z),
/* harmony export */   u: () => (/* binding */ H),
/* harmony export */   v: () => (/* binding */ bn),
/* harmony export */   w: () => (/* binding */ $n),
/* harmony export */   x: () => (/* binding */ F),
/* harmony export */   y: () => (/* binding */ Xn),
/* harmony export */   z: () => (/* binding */ ne)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(217);
var te={"invalid-yaml":"user","duplicate-key":"user","yaml-alias":"user","control-character":"user","file-too-large":"user","file-missing":"user","invalid-name":"user","unsupported-version":"user","unknown-key":"user","missing-key":"user","wrong-type":"user","out-of-range":"user","invalid-value":"user","invalid-expression":"user","unknown-playbook":"user","unknown-install":"user","unknown-role":"user","unknown-input":"user","missing-input":"user","unknown-resource":"user","unknown-step-kind":"user","unknown-check-kind":"user","foreign-resource":"user","criteria-not-confirmed":"user","duration-too-long":"user","duration-too-short":"user","sensitive-state":"user","irreversible-not-accepted":"user","role-lacks-grant":"config","policy-too-large":"config","requester-not-vetted":"user","requester-is-approver":"user","commander-not-listed":"user","commander-not-authenticated":"user","environment-missing":"config","environment-unprotected":"config","admin-bypass":"config","not-approved":"user","approver-not-listed":"user","approval-stale":"user","re-run":"user","digest-mismatch":"user","public-repository":"config","not-default-branch":"user","branch-unprotected":"config","mixed-change":"user","unverified-contributor":"user","not-in-actions":"config","invalid-input":"user","oidc-permission-missing":"config","endpoint-override":"config","install-locked":"user","audit-branch-missing":"config","audit-not-writable":"config","audit-contention":"github","audit-invalid":"config","trust-policy-refused":"aws","identity-mismatch":"config","access-denied":"aws","aws-throttled":"aws","aws-unavailable":"aws","aws-rejected":"aws","resource-missing":"user","not-applicable":"user",drifted:"user","check-failed":"aws","changed-underneath":"aws","verification-timeout":"aws","step-timeout":"aws",degraded:"aws",interrupted:"user","out-of-time":"user","rollback-conflict":"aws","rollback-failed":"aws","github-unavailable":"github","github-forbidden":"config","github-rejected":"github",internal:"bug"},s=class extends Error{code;fault;hint;at;constructor(n,t,r={}){super(t,r.cause===void 0?void 0:{cause:r.cause}),this.name="BreakglassError",this.code=n,this.fault=te[n],this.hint=r.hint,this.at=r.at}};function Me(e){return`${e.file}:${e.line}:${e.column}`}function L(e){if(e instanceof s)return e;let n=e instanceof Error?e.message:String(e);return new s("internal",n,{cause:e,hint:"this is a bug in Breakglass: please report it with the lines above"})}var oe=/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g,ie=/[!"$%&'()*+,./:;<=>?[\\\]^_`{|}~-]/g;function R(e){return e.replace(oe,n=>`\\u${n.charCodeAt(0).toString(16).padStart(4,"0")}`)}function g(e){return R(e).replace(ie,n=>`\\${n}`).replace(/[@#]/g,n=>`${n==="#"?"\\#":"@"}\u2060`)}function T(e){let n=R(e).replace(/\|/g,"\\|"),t=Math.max(0,...[...n.matchAll(/`+/g)].map(o=>o[0].length)),r="`".repeat(t+1);return t===0?`${r}${n}${r}`:`${r} ${n} ${r}`}function N(e,n){return e.length<=n?e:`${e.slice(0,n-1)}\u2026`}function C(e){return`${e.map(se).join(`

`)}
`}function se(e){switch(e.type){case"heading":return`${"#".repeat(e.level)} ${h(e.line)}`;case"paragraph":return h(e.line);case"list":return e.items.map((n,t)=>`${e.ordered?`${t+1}.`:"-"} ${h(n)}`).join(`
`);case"table":return[$(e.header.map(g)),$(e.header.map(()=>"---")),...e.rows.map(n=>$(n.map(h)))].join(`
`)}}function $(e){return`| ${e.join(" | ")} |`}function h(e){return e.map(ae).join("")}function ae(e){return typeof e=="string"?g(e):"code"in e?T(e.code):`**${g(e.strong)}**`}function de(e){for(let n=0;n<e.length;n++){let t=e.charCodeAt(n);if(t>=55296&&t<=56319){if(n===e.length-1)return!0;let r=e.charCodeAt(n+1);if(!(r>=56320&&r<=57343))return!0;n++}else if(t>=56320&&t<=57343)return!0}return!1}function p(e,n=new Set){if(typeof e=="number"&&isNaN(e))throw new Error("NaN is not allowed");if(typeof e=="number"&&!isFinite(e))throw new Error("Infinity is not allowed");if(typeof e=="string"&&de(e))throw new Error("Lone surrogate is not allowed");if(e===null||typeof e!="object")return JSON.stringify(e);if(typeof e.toJSON=="function"){if(n.has(e))throw new Error("Circular reference detected");n.add(e);let r=p(e.toJSON(),n);return n.delete(e),r}if(n.has(e))throw new Error("Circular reference detected");n.add(e);let t;if(Array.isArray(e))t=`[${e.map(o=>p(o===void 0||typeof o=="symbol"?null:o,n)).join(",")}]`;else{let r=[];for(let o of Object.keys(e).sort())e[o]===void 0||typeof e[o]=="symbol"||r.push(`${p(o)}:${p(e[o],n)}`);t=`{${r.join(",")}}`}return n.delete(e),t}function w(e){let n;try{n=p(e)}catch(t){throw new s("internal","a value has no canonical JSON",{cause:t})}if(n===void 0)throw new s("internal","a value has no canonical JSON");return n}function Ke(e){return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(e).digest("hex")}function I(e){let n=JSON.stringify(e).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g,(t,r)=>r===void 0?t:"\\ufffd");return JSON.parse(n)}function v({events:e,...n}){let t=e.findLast(r=>r.type==="sealed");return{version:1,...n,seal:t?.seal??null,timeline:e.filter(r=>r.type!=="call"),calls:e.flatMap(r=>r.type==="call"?[ue(r)]:[])}}function B(e){return`${w(I(e))}
`}function ue(e){let{type:n,...t}=e;return t}function b(e,...n){return{type:"heading",level:e,line:n}}function P(...e){return{type:"paragraph",line:e}}function j(e,n=!1){return{type:"list",ordered:n,items:e}}function k(e,n){return{type:"table",header:e,rows:n}}var l={s:1e3,m:6e4,h:36e5},ce=/^(\d{1,6})(s|m|h)$/,nn="^[0-9]{1,6}(s|m|h)$";function rn(e){let n=ce.exec(e),t=n?.[2];if(n===null||t!=="s"&&t!=="m"&&t!=="h")throw new s("invalid-value",`invalid duration "${e}"`,{hint:"write a whole number and a unit: 90s, 2m or 1h"});return Number(n[1])*l[t]}function J(e){return e===0?"0s":e%l.h===0?`${e/l.h}h`:e%l.m===0?`${e/l.m}m`:e%l.s===0?`${e/l.s}s`:e<l.s?`${Math.round(e)}ms`:`${(e/l.s).toFixed(1)}s`}function _(e){switch(e.type){case"planned":return`plan ${e.digest.slice(0,12)}`;case"gate-passed":return`approved by ${e.approvers.join(", ")}; asked for by ${e.requester}, commander ${e.commander}`;case"locked":return`holding the lock of ${e.install}`;case"assumed":return`assumed ${e.role}, until ${e.expires}`;case"check":return`${e.ok?"holds":"does not hold"}: ${e.uses}: ${e.observed}`;case"opened":return"opening: the state before goes on record";case"monitoring":return`watching health for ${J(e.forMs)}`;case"degraded":return`health degraded: ${e.observed}`;case"interrupted":return`interrupted: ${e.signal}`;case"rollback-started":return`rolling back: ${e.why}`;case"call":return;case"sealed":return`sealed: credentials dropped, policy ends ${e.seal.at}`;case"refused":return`refused: ${e.code}: ${e.message}`;case"closed":return`closed: ${e.outcome}${e.code===null?"":` (${e.code}: ${e.message??""})`}`;default:return pe(e)}}function pe(e){switch(e.type){case"step-prepared":return`${e.step}: prepared: the state before is on record`;case"step-started":return`${e.step}: ${e.uses}: ${e.diff.map(n=>`${n.what}: ${n.before} \u2192 ${n.after}`).join("; ")}`;case"step-applied":return`${e.step}: ${e.changed?"applied":"already as wanted"}`;case"step-progress":return`${e.step}: ${e.progress}`;case"step-verified":return`${e.step}: verified: ${e.found}`;case"step-failed":return`${e.step}: failed: ${e.code}: ${e.message}`;case"step-restored":return`${e.step}: restored`;case"step-unchanged":return`${e.step}: nothing to restore`;case"restore-failed":return`${e.step}: NOT RESTORED: ${e.code}: ${e.message}`;case"conflict":return`${e.step}: somebody else changed ${e.resource.arn}: left as it is`}}var fe={succeeded:"The plan was applied, verified and watched.","rolled-back":"Something failed; everything that had been changed was put back as it was.",refused:"Nothing was changed.",failed:"A person is needed: see the timeline for what could not be finished, undone or recorded."};function M(e){let{session:n,drill:t,outcome:r}=e;return C([b(1,`${t?"DRILL ":""}${n}: ${r}`),P({strong:fe[r]}),k(["",""],me(e)),...x("Changes",["step","what","before","after"],ye(e)),...x("Conflicts",["resource","before","ours","now"],ge(e)),b(2,"Timeline"),j(he(e)),...x("Calls",["at","call","access","outcome","request id"],we(e))])}function x(e,n,t){return t.length===0?[]:[b(2,e),k(n,t)]}function me({plan:e,digest:n,events:t}){let r=t.find(i=>i.type==="gate-passed"),o=t.find(i=>i.type==="assumed");return[[["Incident"],[e.request.incident]],[["Reason"],[e.request.reason]],[["Playbook"],[`${e.playbook.name}: ${e.playbook.summary}`]],[["Install"],[`${e.install.name}, account ${e.install.account}, ${e.install.region}`]],[["Requester"],[r?.requester??e.requester.login]],[["Commander"],[r?.commander??e.commander.login]],...e.request.confirmed.map(i=>[["Confirmed"],[i]]),[["Approved by"],[r===void 0?"nobody":r.approvers.join(", ")]],[["Role"],[{code:e.role.arn}]],[["Identity"],[o===void 0?"none: no role was assumed":{code:o.identity}]],[["Digest"],[{code:n}]]]}function ye({events:e}){return e.flatMap(n=>n.type==="step-started"?n.diff.map(({what:t,before:r,after:o})=>[[n.step],[{code:t}],[r],[o]]):[])}function ge({events:e}){return e.flatMap(n=>n.type==="conflict"?n.units.map(({unit:t,before:r,ours:o,now:i})=>[[{code:n.resource.arn},` ${t}`],...[r,o,i].map(a=>[{code:N(JSON.stringify(a),500)}])]):[])}function he({events:e}){return e.flatMap(n=>{let t=_(n);return t===void 0?[]:[[{code:n.at},` ${t}`]]})}function we({events:e}){return e.flatMap(n=>n.type==="call"?[[[{code:n.at}],[{code:`${n.service}:${n.operation}`}],[n.access],[{code:n.outcome}],[{code:n.requestId??"-"}]]]:[])}async function gn(e,n){let{outcome:t,error:r}=n;return await e.settle(),e.written===0?(e.note({type:"refused",code:r?.code??"internal",message:r?.message??"",hint:r?.hint??null}),e.link("refused",{attachments:()=>D(e,n)})):(e.note({type:"closed",outcome:t,code:r?.code??null,message:r?.message??null}),e.link("closed",{attachments:()=>D(e,n)}))}function q(e,{session:n,drill:t,outcome:r,error:o,planned:i}){let a=e.events.find(d=>d.type==="gate-passed");return B(v({session:n,drill:t,outcome:r,code:o?.code??null,message:o?.message??null,digest:i?.digest??null,plan:i?.plan??null,approvers:a?.approvers??[],events:e.events,unproven:123}))}function hn(e,n,t,r){e.warn($e(r)),e.group("record.json, as it would have been committed",q(n,t))}function $e(e){let{code:n,message:t,hint:r}=L(e);return`the audit branch was not written: ${n}: ${t}${r===void 0?"":`: ${r}`}`}function D(e,n){let{planned:t,...r}=n,o={name:"record.json",content:q(e,n)};return t===void 0?[o]:[o,{name:"report.md",content:M({...r,...t,events:e.events})}]}var bn="audit.json",ke=/^((?:audit|drill)\/\d{4}\/\d{2}\/\d{2}\/([a-z0-9][a-z0-9-]{0,39}))\/(\d{4,6})-[a-z-]+\.json$/;function $n(e,n,t){return`${n?"drill":"audit"}/${t.slice(0,10).replaceAll("-","/")}/${e}`}function F(e,n){return`${e}/${String(n.sequence).padStart(4,"0")}-${n.state}.json`}function S(e){let[,n,t,r]=ke.exec(e)??[];if(!(n===void 0||t===void 0||r===void 0))return{folder:n,session:t,sequence:Number(r)}}var U=["opened","prepared","applied","verified","monitored","rolled-back","sealed","closed","refused"];function xn(e,n){return`${e}.${n.slice(0,16)}`}function H(e){let n=Buffer.from(e);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha1").update(`blob ${n.length}\0`).update(n).digest("hex")}function u(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function z(e,n){if(e===n)return!0;if(Array.isArray(e)&&Array.isArray(n))return e.length===n.length&&e.every((r,o)=>z(r,n[o]));if(!u(e)||!u(n))return!1;let t=Object.keys(e);return t.length===Object.keys(n).length&&t.every(r=>Object.hasOwn(n,r)&&z(e[r],n[r]))}var E=e=>typeof e=="string"&&e.length>0,A=e=>Number.isSafeInteger(e)&&e>0,f=e=>n=>typeof n=="string"&&e.test(n),K=f(/^[0-9a-f]{64}$/),W=e=>f(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)(e)&&!Number.isNaN(Date.parse(String(e))),Se=e=>U.some(n=>n===e),Ae=e=>u(e)&&E(e.type??null)&&W(e.at??null),Ee=e=>u(e)&&Object.entries(e).every(([n,t])=>(n==="record.json"||n==="report.md")&&K(t)),G={version:e=>e===1,session:f(/^[a-z0-9][a-z0-9-]{0,39}$/),sequence:A,state:Se,repository:f(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),repositoryId:A,runId:f(/^\d{1,20}$/),runAttempt:A,environment:e=>e===null||E(e),drill:e=>typeof e=="boolean",at:W,previous:K,events:e=>Array.isArray(e)&&e.every(Ae),proof:e=>e===null||E(e)},V={opening:u,files:Ee},Oe=["closed","refused"];function X(e){let n;try{if(n=JSON.parse(new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(e)),!Buffer.from(`${w(n)}
`).equals(e))throw new Error("not in canonical form")}catch(i){throw new s("audit-invalid","the file is not canonical JSON",{cause:i})}if(!u(n))throw c("it is not an object");let t=Object.entries(G).find(([i,a])=>!Object.hasOwn(n,i)||!a(n[i]??null))??Object.entries(V).find(([i,a])=>Object.hasOwn(n,i)&&!a(n[i]??null));if(t!==void 0)throw c(`"${t[0]}" is missing or wrong`);let r=Object.keys(n).find(i=>!Object.hasOwn(G,i)&&!Object.hasOwn(V,i));if(r!==void 0)throw c(`unknown key "${r}"`);let o=n;return Le(o),o}function Le(e){if(e.state==="opened"!=(e.opening!==void 0))throw c('an opening link, and no other, holds "opening"');if(e.files!==void 0&&!Oe.includes(e.state))throw c('only a closing link holds "files"');if(e.state==="closed"&&(e.files?.["record.json"]===void 0||e.files["report.md"]===void 0))throw c("a closed link holds the hashes of record.json and report.md");let n=e.state==="refused"&&e.sequence===1;if(e.environment===null&&!n)throw c(`a link in state "${e.state}" names its environment`);if(e.proof===null&&!n)throw c(`a link in state "${e.state}" needs a proof`)}function c(e){return new s("audit-invalid",`the file is not a link of version 1: ${e}`)}var O=4*1024*1024,Z=["record.json","report.md"],Re=1+Z.length;function Bn({parents:e,added:n,otherwise:t}){if(e!==1||t||n.length>Re)return;let[r,...o]=n.filter(i=>S(i)!==void 0);if(!(r===void 0||o.length>0))return n.every(i=>i===r||Te(r,i))?r:void 0}function Te(e,n){let t=S(e)?.folder;return t!==void 0&&Z.some(r=>n===`${t}/${r}`)}function Q(e){if(!(e.length>O))try{return X(e)}catch{return}}function m(e,n){if(!u(e))throw y(n,"is not an object");let t=o=>Object.hasOwn(e,o)?e[o]:void 0,r=o=>m(t(o),`${n}.${o}`);return{value:t,object:r,text:o=>Y(e,o,n),number:o=>Ie(e,o,n),optional:o=>t(o)===void 0||t(o)===null?void 0:r(o),list:o=>Ne(t(o),`${n}.${o}`),oneOf:(o,i)=>Ce(Y(e,o,n),i,`${n}.${o}`),account:o=>({login:r(o).text("login"),id:r(o).number("id")})}}function Ne(e,n){if(!Array.isArray(e))throw y(n,"is not a list");return e.map((t,r)=>m(t,`${n}[${r}]`))}function Y(e,n,t){let r=e[n];if(typeof r=="string")return r;throw y(`${t}.${n}`,"is not a string")}function Ce(e,n,t){let r=n.find(o=>o===e);if(r!==void 0)return r;throw y(t,`is "${e}"`)}function Ie(e,n,t){let r=e[n];if(typeof r=="number")return r;throw y(`${t}.${n}`,"is not a number")}function y(e,n){return new s("github-rejected",`GitHub's answer is not as documented: ${e} ${n}`)}var ee={what:"read the audit branch",permission:"contents: read",repeatable:!0},ve=33188,Be=`query Folder($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    __typename ... on Tree { entries { name mode type oid object { ... on Blob { byteSize } } } }
  } }
}`;async function Pe(e,n,t){let{owner:r,name:o}=e,i=await e.graphql(ee,Be,{owner:r,name:o,at:`${n}:${t}`});if(!i.ok)throw new s("github-rejected",`cannot read ${t}: ${i.errors[0]?.message??""}`);let a=m(i.data,"data").object("repository").optional("object");if(a===void 0)return new Map;if(a.text("__typename")==="Tree")return new Map(a.list("entries").map(d=>{let re=d.text("type")==="blob"&&d.number("mode")===ve?d.object("object").number("byteSize"):void 0;return[d.text("name"),{oid:d.text("oid"),size:re}]}))}async function je(e,n){let t=m(await e.rest(ee,"GET /git/blobs/{file_sha}",{file_sha:n}),"blob"),r=Buffer.from(t.text("content"),"base64");if(H(r)===n)return r;throw new s("github-rejected",`GitHub answered other bytes than those of blob ${n}`)}async function Hn(e,n,t){let r=await Pe(e,n,t),o=["opened","refused"].map(async i=>{let a=F(t,{sequence:1,state:i}).slice(t.length+1),d=r?.get(a);if(!(d?.size===void 0||d.size>O))return Q(await je(e,d.oid))});return(await Promise.all(o)).filter(i=>i!==void 0)}function Gn(e,n){return n.id===void 0?e.login.toLowerCase()===n.login.toLowerCase():e.id===n.id}function Vn(e){return[...new Map(e.map(n=>[n.id,n])).values()]}function Kn(e){return`${e.login}#${e.id}`}function Xn(e){return new Date(e.now()).toISOString()}var ne=class extends s{settle;constructor(n,t){super(n.code,n.message,{cause:n,...n.hint===void 0?{}:{hint:n.hint}}),this.name="LinkInDoubt",this.settle=t}};function Je(e){let[n,t,r,o,i,...a]=e.split(":");if(!(n!=="arn"||!t||!r||o===void 0||i===void 0||a.length===0))return{partition:t,service:r,region:o,account:i,resource:a.join(":")}}function nr(e,n){let t=Je(e);if(t===void 0)throw new s("invalid-value",`"${e}" is not an ARN`);for(let r of["partition","account","region"])if(t[r]!==n[r])throw new s("foreign-resource",`${e} is in ${r} "${t[r]}", the install in "${n[r]}"`,{hint:`name a resource of ${r} "${n[r]}"`});return t}function rr(e){return e.startsWith("cn-")?"aws-cn":e.startsWith("us-gov-")?"aws-us-gov":"aws"}


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
/* harmony import */ var _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(126);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(451);
/* harmony import */ var os__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(857);
/* harmony import */ var crypto__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(982);
/* harmony import */ var fs__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(896);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(30);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(500);
function U(e){return e==null?"":typeof e=="string"||e instanceof String?e:JSON.stringify(e)}function _(e,t,n){let r=new ue(e,t,n);process.stdout.write(r.toString()+os__WEBPACK_IMPORTED_MODULE_3__.EOL)}var Qe="::",ue=class{constructor(t,n,r){t||(t="missing.command"),this.command=t,this.properties=n,this.message=r}toString(){let t=Qe+this.command;if(this.properties&&Object.keys(this.properties).length>0){t+=" ";let n=!0;for(let r in this.properties)if(this.properties.hasOwnProperty(r)){let o=this.properties[r];o&&(n?n=!1:t+=",",t+=`${r}=${Wn(o)}`)}}return t+=`${Qe}${Jn(this.message)}`,t}};function Jn(e){return U(e).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A")}function Wn(e){return U(e).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A").replace(/:/g,"%3A").replace(/,/g,"%2C")}function de(e,t){let n=process.env[`GITHUB_${e}`];if(!n)throw new Error(`Unable to find environment variable for file command ${e}`);if(!fs__WEBPACK_IMPORTED_MODULE_5__.existsSync(n))throw new Error(`Missing file at path: ${n}`);fs__WEBPACK_IMPORTED_MODULE_5__.appendFileSync(n,`${U(t)}${os__WEBPACK_IMPORTED_MODULE_3__.EOL}`,{encoding:"utf8"})}function le(e,t){let n=`ghadelimiter_${crypto__WEBPACK_IMPORTED_MODULE_4__.randomUUID()}`,r=U(t);if(e.includes(n))throw new Error(`Unexpected input: name should not contain the delimiter "${n}"`);if(r.includes(n))throw new Error(`Unexpected input: value should not contain the delimiter "${n}"`);return`${e}<<${n}${os__WEBPACK_IMPORTED_MODULE_3__.EOL}${r}${os__WEBPACK_IMPORTED_MODULE_3__.EOL}${n}`}var fe=function(e,t,n,r){function o(i){return i instanceof n?i:new n(function(s){s(i)})}return new(n||(n=Promise))(function(i,s){function a(u){try{d(r.next(u))}catch(f){s(f)}}function c(u){try{d(r.throw(u))}catch(f){s(f)}}function d(u){u.done?i(u.value):o(u.value).then(a,c)}d((r=r.apply(e,t||[])).next())})},{access:Qn,appendFile:zn,writeFile:Xn}=fs__WEBPACK_IMPORTED_MODULE_5__.promises,Ze="GITHUB_STEP_SUMMARY";var pe=class{constructor(){this._buffer=""}filePath(){return fe(this,void 0,void 0,function*(){if(this._filePath)return this._filePath;let t=process.env[Ze];if(!t)throw new Error(`Unable to find environment variable for $${Ze}. Check if your runtime environment supports job summaries.`);try{yield Qn(t,fs__WEBPACK_IMPORTED_MODULE_5__.constants.R_OK|fs__WEBPACK_IMPORTED_MODULE_5__.constants.W_OK)}catch{throw new Error(`Unable to access summary file: '${t}'. Check if the file has correct read/write permissions.`)}return this._filePath=t,this._filePath})}wrap(t,n,r={}){let o=Object.entries(r).map(([i,s])=>` ${i}="${s}"`).join("");return n?`<${t}${o}>${n}</${t}>`:`<${t}${o}>`}write(t){return fe(this,void 0,void 0,function*(){let n=!!t?.overwrite,r=yield this.filePath();return yield(n?Xn:zn)(r,this._buffer,{encoding:"utf8"}),this.emptyBuffer()})}clear(){return fe(this,void 0,void 0,function*(){return this.emptyBuffer().write({overwrite:!0})})}stringify(){return this._buffer}isEmptyBuffer(){return this._buffer.length===0}emptyBuffer(){return this._buffer="",this}addRaw(t,n=!1){return this._buffer+=t,n?this.addEOL():this}addEOL(){return this.addRaw(os__WEBPACK_IMPORTED_MODULE_3__.EOL)}addCodeBlock(t,n){let r=Object.assign({},n&&{lang:n}),o=this.wrap("pre",this.wrap("code",t),r);return this.addRaw(o).addEOL()}addList(t,n=!1){let r=n?"ol":"ul",o=t.map(s=>this.wrap("li",s)).join(""),i=this.wrap(r,o);return this.addRaw(i).addEOL()}addTable(t){let n=t.map(o=>{let i=o.map(s=>{if(typeof s=="string")return this.wrap("td",s);let{header:a,data:c,colspan:d,rowspan:u}=s,f=a?"th":"td",h=Object.assign(Object.assign({},d&&{colspan:d}),u&&{rowspan:u});return this.wrap(f,c,h)}).join("");return this.wrap("tr",i)}).join(""),r=this.wrap("table",n);return this.addRaw(r).addEOL()}addDetails(t,n){let r=this.wrap("details",this.wrap("summary",t)+n);return this.addRaw(r).addEOL()}addImage(t,n,r){let{width:o,height:i}=r||{},s=Object.assign(Object.assign({},o&&{width:o}),i&&{height:i}),a=this.wrap("img",null,Object.assign({src:t,alt:n},s));return this.addRaw(a).addEOL()}addHeading(t,n){let r=`h${n}`,o=["h1","h2","h3","h4","h5","h6"].includes(r)?r:"h1",i=this.wrap(o,t);return this.addRaw(i).addEOL()}addSeparator(){let t=this.wrap("hr",null);return this.addRaw(t).addEOL()}addBreak(){let t=this.wrap("br",null);return this.addRaw(t).addEOL()}addQuote(t,n){let r=Object.assign({},n&&{cite:n}),o=this.wrap("blockquote",t,r);return this.addRaw(o).addEOL()}addLink(t,n){let r=this.wrap("a",t,{href:n});return this.addRaw(r).addEOL()}},Yn=new pe;var me=Yn;var Zn=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;function he(e){return e.split(/\r\n|\r|\n/).map(t=>t.replaceAll("	","  ").replace(Zn,"").replace(/^(\s*):(?=:)/u,"$1: ").replaceAll("##[","## ["))}var er=1024*1024,tr=4e3;function et(e=t=>{process.stdout.write(`${t}
`)}){let t=new Set,n=o=>[...t].reduce((i,s)=>i.replaceAll(s,"***"),o),r=o=>he(n(o)).forEach(i=>e(i));return{mask:o=>nr(t,o),log:r,group:(o,i)=>{_("group",{},Y(n(o))),r(i),_("endgroup",{},"")},warn:o=>_("warning",{},Y(n(o))),fail:o=>rr(o,n,r),output:(o,i)=>or(o,i),summarise:o=>ir(n(o)),reporter:o=>({report:i=>sr(i,o,r)})}}function nr(e,t){for(let n of t.split(/\r?\n/))n.trim()===""||e.has(n)||(e.add(n),_("add-mask",{},n))}function rr(e,t,n){let r=e.at,o=r===void 0?{}:{file:r.file,line:r.line,col:r.column},i=Y(t(`${e.code}: ${e.message}`));_("error",{title:`breakglass: ${e.code}`,...o},i),r!==void 0&&n(`at ${(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.b)(r)}`),e.hint!==void 0&&n(`what to do: ${e.hint}`),process.exitCode=1}function or(e,t){process.env.GITHUB_OUTPUT&&de("OUTPUT",le(e,t))}async function ir(e){if(Buffer.byteLength(e)>er){_("warning",{},"the summary is longer than GitHub accepts: see report.md in the audit branch");return}try{await me.addRaw(e,!0).write()}catch(t){_("warning",{},Y(`no step summary: ${(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.c)(t).message}`))}}function sr(e,t,n){try{let r=t(e);r!==void 0&&n(r)}catch{n(`${e.at} ${e.type}`)}}function Y(e){return he(e).join(`
`).slice(0,tr)}function tt(){return process.env}function nt(e){let[t,n]=P(e,"GITHUB_REPOSITORY",/^[\w.-]+\/[\w.-]+$/).split("/");return{owner:t??"",name:n??"",repositoryId:P(e,"GITHUB_REPOSITORY_ID",/^\d+$/),runId:P(e,"GITHUB_RUN_ID",/^\d+$/),runAttempt:Number(P(e,"GITHUB_RUN_ATTEMPT",/^\d+$/)),sha:P(e,"GITHUB_SHA",/^[0-9a-f]{40}$/),ref:P(e,"GITHUB_REF",/^refs\//),eventName:P(e,"GITHUB_EVENT_NAME",/^[a-z_]+$/),actor:j(e,"GITHUB_ACTOR"),actorId:e.GITHUB_ACTOR_ID??"",triggeringActor:j(e,"GITHUB_TRIGGERING_ACTOR"),workflowRef:e.GITHUB_WORKFLOW_REF??"",job:e.GITHUB_JOB??"",apiUrl:j(e,"GITHUB_API_URL"),graphqlUrl:j(e,"GITHUB_GRAPHQL_URL"),serverUrl:j(e,"GITHUB_SERVER_URL"),oidc:ar(e)}}function rt(e){return`${e.serverUrl}/${e.owner}/${e.name}/actions/runs/${e.runId}`}function ar(e){let t=e.ACTIONS_ID_TOKEN_REQUEST_URL,n=e.ACTIONS_ID_TOKEN_REQUEST_TOKEN;return t&&n?{url:t,token:n}:void 0}function j(e,t){let n=e[t];if(n)return n;throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("not-in-actions",`${t} is not set`,{hint:"this command runs inside GitHub Actions; use the breakglass CLI elsewhere"})}function P(e,t,n){let r=j(e,t);if(n.test(r))return r;throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("not-in-actions",`${t} is "${r.slice(0,100)}", which GitHub Actions never sets`,{hint:`do not set ${t} yourself`})}function $(){return typeof navigator=="object"&&"userAgent"in navigator?navigator.userAgent:typeof process=="object"&&process.version!==void 0?`Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`:"<environment undetectable>"}function Z(e,t,n,r){if(typeof n!="function")throw new Error("method for before hook must be a function");return r||(r={}),Array.isArray(t)?t.reverse().reduce((o,i)=>Z.bind(null,e,i,o,r),n)():Promise.resolve().then(()=>e.registry[t]?e.registry[t].reduce((o,i)=>i.hook.bind(null,o,r),n)():n(r))}function ot(e,t,n,r){let o=r;e.registry[n]||(e.registry[n]=[]),t==="before"&&(r=(i,s)=>Promise.resolve().then(o.bind(null,s)).then(i.bind(null,s))),t==="after"&&(r=(i,s)=>{let a;return Promise.resolve().then(i.bind(null,s)).then(c=>(a=c,o(a,s))).then(()=>a)}),t==="error"&&(r=(i,s)=>Promise.resolve().then(i.bind(null,s)).catch(a=>o(a,s))),e.registry[n].push({hook:r,orig:o})}function it(e,t,n){if(!e.registry[t])return;let r=e.registry[t].map(o=>o.orig).indexOf(n);r!==-1&&e.registry[t].splice(r,1)}var st=Function.bind,at=st.bind(st);function ct(e,t,n){let r=at(it,null).apply(null,n?[t,n]:[t]);e.api={remove:r},e.remove=r,["before","error","after","wrap"].forEach(o=>{let i=n?[t,o,n]:[t,o];e[o]=e.api[o]=at(ot,null).apply(null,i)})}function cr(){let e=Symbol("Singular"),t={registry:{}},n=Z.bind(null,t,e);return ct(n,t,e),n}function ur(){let e={registry:{}},t=Z.bind(null,e);return ct(t,e),t}var ut={Singular:cr,Collection:ur};var dr="0.0.0-development",lr=`octokit-endpoint.js/${dr} ${$()}`,fr={method:"GET",baseUrl:"https://api.github.com",headers:{accept:"application/vnd.github.v3+json","user-agent":lr},mediaType:{format:""}};function pr(e){return e?Object.keys(e).reduce((t,n)=>(t[n.toLowerCase()]=e[n],t),{}):{}}function mr(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let n=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof n=="function"&&n instanceof n&&Function.prototype.call(n)===Function.prototype.call(e)}function ft(e,t){let n=Object.assign({},e);return Object.keys(t).forEach(r=>{mr(t[r])?r in e?n[r]=ft(e[r],t[r]):Object.assign(n,{[r]:t[r]}):Object.assign(n,{[r]:t[r]})}),n}function dt(e){for(let t in e)e[t]===void 0&&delete e[t];return e}function ge(e,t,n){if(typeof t=="string"){let[o,i]=t.split(" ");n=Object.assign(i?{method:o,url:i}:{url:o},n)}else n=Object.assign({},t);n.headers=pr(n.headers),dt(n),dt(n.headers);let r=ft(e||{},n);return n.url==="/graphql"&&(e&&e.mediaType.previews?.length&&(r.mediaType.previews=e.mediaType.previews.filter(o=>!r.mediaType.previews.includes(o)).concat(r.mediaType.previews)),r.mediaType.previews=(r.mediaType.previews||[]).map(o=>o.replace(/-preview/,""))),r}function hr(e,t){let n=/\?/.test(e)?"&":"?",r=Object.keys(t);return r.length===0?e:e+n+r.map(o=>o==="q"?"q="+t.q.split("+").map(encodeURIComponent).join("+"):`${o}=${encodeURIComponent(t[o])}`).join("&")}var yr=/\{[^{}}]+\}/g;function gr(e){return e.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g,"").split(/,/)}function wr(e){let t=e.match(yr);return t?t.map(gr).reduce((n,r)=>n.concat(r),[]):[]}function lt(e,t){let n={__proto__:null};for(let r of Object.keys(e))t.indexOf(r)===-1&&(n[r]=e[r]);return n}function pt(e){return e.split(/(%[0-9A-Fa-f]{2})/g).map(function(t){return/%[0-9A-Fa-f]/.test(t)||(t=encodeURI(t).replace(/%5B/g,"[").replace(/%5D/g,"]")),t}).join("")}function F(e){return encodeURIComponent(e).replace(/[!'()*]/g,function(t){return"%"+t.charCodeAt(0).toString(16).toUpperCase()})}function J(e,t,n){return t=e==="+"||e==="#"?pt(t):F(t),n?F(n)+"="+t:t}function B(e){return e!=null}function ye(e){return e===";"||e==="&"||e==="?"}function br(e,t,n,r){var o=e[n],i=[];if(B(o)&&o!=="")if(typeof o=="string"||typeof o=="number"||typeof o=="bigint"||typeof o=="boolean")o=o.toString(),r&&r!=="*"&&(o=o.substring(0,parseInt(r,10))),i.push(J(t,o,ye(t)?n:""));else if(r==="*")Array.isArray(o)?o.filter(B).forEach(function(s){i.push(J(t,s,ye(t)?n:""))}):Object.keys(o).forEach(function(s){B(o[s])&&i.push(J(t,o[s],s))});else{let s=[];Array.isArray(o)?o.filter(B).forEach(function(a){s.push(J(t,a))}):Object.keys(o).forEach(function(a){B(o[a])&&(s.push(F(a)),s.push(J(t,o[a].toString())))}),ye(t)?i.push(F(n)+"="+s.join(",")):s.length!==0&&i.push(s.join(","))}else t===";"?B(o)&&i.push(F(n)):o===""&&(t==="&"||t==="?")?i.push(F(n)+"="):o===""&&i.push("");return i}function Ar(e){return{expand:kr.bind(null,e)}}function kr(e,t){var n=["+","#",".","/",";","?","&"];return e=e.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g,function(r,o,i){if(o){let a="",c=[];if(n.indexOf(o.charAt(0))!==-1&&(a=o.charAt(0),o=o.substr(1)),o.split(/,/g).forEach(function(d){var u=/([^:\*]*)(?::(\d+)|(\*))?/.exec(d);c.push(br(t,a,u[1],u[2]||u[3]))}),a&&a!=="+"){var s=",";return a==="?"?s="&":a!=="#"&&(s=a),(c.length!==0?a:"")+c.join(s)}else return c.join(",")}else return pt(i)}),e==="/"?e:e.replace(/\/$/,"")}function mt(e){let t=e.method.toUpperCase(),n=(e.url||"/").replace(/:([a-z]\w+)/g,"{$1}"),r=Object.assign({},e.headers),o,i=lt(e,["method","baseUrl","url","headers","request","mediaType"]),s=wr(n);n=Ar(n).expand(i),/^http/.test(n)||(n=e.baseUrl+n);let a=Object.keys(e).filter(u=>s.includes(u)).concat("baseUrl"),c=lt(i,a);if(!/application\/octet-stream/i.test(r.accept)&&(e.mediaType.format&&(r.accept=r.accept.split(/,/).map(u=>u.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,`application/vnd$1$2.${e.mediaType.format}`)).join(",")),n.endsWith("/graphql")&&e.mediaType.previews?.length)){let u=r.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g)||[];r.accept=u.concat(e.mediaType.previews).map(f=>{let h=e.mediaType.format?`.${e.mediaType.format}`:"+json";return`application/vnd.github.${f}-preview${h}`}).join(",")}return["GET","HEAD"].includes(t)?n=hr(n,c):"data"in c?o=c.data:Object.keys(c).length&&(o=c),!r["content-type"]&&typeof o<"u"&&(r["content-type"]="application/json; charset=utf-8"),["PATCH","PUT"].includes(t)&&typeof o>"u"&&(o=""),Object.assign({method:t,url:n,headers:r},typeof o<"u"?{body:o}:null,e.request?{request:e.request}:null)}function Er(e,t,n){return mt(ge(e,t,n))}function ht(e,t){let n=ge(e,t),r=Er.bind(null,n);return Object.assign(r,{DEFAULTS:n,defaults:ht.bind(null,n),merge:ge.bind(null,n),parse:mt})}var yt=ht(null,fr);var E=new Uint8Array(256);E[9]|=2;E[32]|=2;E[59]|=4;E[44]|=8;for(let e=128;e<=255;e++)E[e]|=1;for(let e of"!#$%&'*+-.^_`|~")E[e.charCodeAt(0)]|=16;for(let e=48;e<=57;e++)E[e]|=16;for(let e=65;e<=90;e++)E[e]|=17;for(let e=97;e<=122;e++)E[e]|=16;var gt=(()=>{let e=function(){};return e.prototype=Object.create(null),e})();function wt(e,t){let n=4|(t?.comma===!0?8:0),r=e.length,o=t?.start??0;for(;(E[e.charCodeAt(o)]&2)!==0;)o++;let i=o,s=0,a=-1,c=t?.parameters===!1?8:0;for(;i<r;){let h=e.charCodeAt(i),w=E[h];if((w&n)!==0){c|=w&8;break}(w&2)!==0?a===-1&&(a=i):a=-1,s|=h&65280|w,i++}let d=a===-1?i:a,u=e.slice(o,d),f=(s&65281)===0?u:u.toLowerCase();return i===r||c!==0?{type:f,index:i,parameters:new gt}:Or(e,f,i,r,n)}function Or(e,t,n,r,o){let i=new gt;e:for(;n<r;){for(n++;(E[e.charCodeAt(n)]&2)!==0;)n++;let s=n,a=0,c=-1;for(;n<r;){let d=e.charCodeAt(n),u=E[d];if((u&o)!==0){if((u&8)!==0)break e;continue e}if(d===61){let f=c===-1?n:c,h=e.slice(s,f),w=(a&65281)===0?h:h.toLowerCase();for(n++;(E[e.charCodeAt(n)]&2)!==0;)n++;if(n<r&&e.charCodeAt(n)===34){let y=++n,A=!1;for(;n<r;){let O=e.charCodeAt(n);if(O===34){i[w]===void 0&&(i[w]=A?Sr(e,y,n):e.slice(y,n)),n++;let b=0;for(;n<r;){let S=e.charCodeAt(n),G=E[S];if((G&o)!==0){b=G&8;break}n++}if(b!==0)break e;continue e}if(O===92&&n+1<r){A=!0,n+=2;continue}n++}continue e}let l=n,g=0,p=-1;for(;n<r;){let y=e.charCodeAt(n),A=E[y];if((A&o)!==0){g=A&8;break}(A&2)!==0?p===-1&&(p=n):p=-1,n++}if(i[w]===void 0){let y=p===-1?n:p;i[w]=e.slice(l,y)}if(g!==0)break e;continue e}(u&2)!==0?c===-1&&(c=n):c=-1,a|=d&65280|u,n++}}return{type:t,index:n,parameters:i}}function Sr(e,t,n){let r="";for(let o=t;o<n;o++)e.charCodeAt(o)===92&&(r+=e.slice(t,o),t=++o);return r+e.slice(t,n)}var Rr=/^-?\d+$/,te=/^-?\d+n+$/,I=JSON.stringify,we=JSON.parse,Ot=/^-?\d+n$/,bt=/([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g,At=/([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g,be=e=>e===void 0||typeof e=="function"||typeof e=="symbol",Ae=e=>e!==null&&typeof e=="object"&&e.constructor&&e.constructor.name==="RawJSON",Tr=(e,t,n)=>{let r="";typeof n=="number"?r=" ".repeat(Math.min(10,Math.max(0,Math.floor(n)))):typeof n=="string"&&(r=n.slice(0,10));let o=typeof t=="function",i=Array.isArray(t)?new Set(t.map(String)):null,s=(l,g,p)=>(p!==null&&typeof p=="object"&&typeof p.toJSON=="function"&&(p=p.toJSON(g)),typeof p=="string"&&te.test(p)?p+"n":typeof p=="bigint"?"rawJSON"in JSON?JSON.rawJSON(p.toString()):p.toString()+"n":(o&&(p=t.call(l,g,p)),p!==null&&typeof p=="object"&&(p instanceof Number||p instanceof String||p instanceof Boolean)&&(p=p.valueOf()),p)),a=s({"":e},"",e);if(be(a))return;let c=a===null||typeof a!="object",d=Ae(a);if(c||d)return I(a);let u=[],f=0,h=[{parent:{"":a},key:"",val:a,isArray:Array.isArray(a),keys:Array.isArray(a)?null:Object.keys(a),index:0,first:!0}],w=new WeakSet([a]);for(;h.length>0;){let l=h[h.length-1];l.index===0&&(u.push(l.isArray?"[":"{"),f++);let g=!1;if(l.isArray)if(l.index<l.val.length){l.first||u.push(","),r&&u.push(`
`+r.repeat(f));let p=l.val[l.index],y=s(l.val,String(l.index),p);if(be(y))u.push("null"),l.first=!1,l.index++;else{let A=y!==null&&typeof y=="object",O=Ae(y);if(A&&!O){if(w.has(y))throw new TypeError("Converting circular structure to JSON");w.add(y),h.push({parent:l.val,key:String(l.index),val:y,isArray:Array.isArray(y),keys:Array.isArray(y)?null:Object.keys(y),index:0,first:!0}),l.first=!1,l.index++}else u.push(I(y)),l.first=!1,l.index++}}else g=!0;else{for(;l.index<l.keys.length;){let y=l.keys[l.index++];if(i&&!i.has(y))continue;let O=l.val[y],b=s(l.val,y,O);if(be(b))continue;l.first||u.push(","),r?u.push(`
`+r.repeat(f)+I(y)+": "):u.push(I(y)+":");let S=b!==null&&typeof b=="object",G=Ae(b);if(S&&!G){if(w.has(b))throw new TypeError("Converting circular structure to JSON");w.add(b),h.push({parent:l.val,key:y,val:b,isArray:Array.isArray(b),keys:Array.isArray(b)?null:Object.keys(b),index:0,first:!0}),l.first=!1;break}else u.push(I(b)),l.first=!1}l.index>=l.keys.length&&h[h.length-1]===l&&(g=!0)}g&&(f--,!l.first&&r&&u.push(`
`+r.repeat(f)),u.push(l.isArray?"]":"}"),w.delete(l.val),h.pop())}return u.join("")},St=(e,t,n)=>{try{return"rawJSON"in JSON?I(e,(a,c)=>typeof c=="bigint"?JSON.rawJSON(c.toString()):typeof t=="function"?t(a,c):(Array.isArray(t)&&t.includes(a),c),n):e?I(e,(a,c)=>typeof c=="string"&&te.test(c)||typeof c=="bigint"?c.toString()+"n":typeof t=="function"?t(a,c):(Array.isArray(t)&&t.includes(a),c),n).replace(bt,"$1$2$3").replace(At,"$1$2$3"):I(e,t,n)}catch(r){if(r instanceof RangeError){let o=Tr(e,t,n);return o===void 0?void 0:"rawJSON"in JSON?o:o.replace(bt,"$1$2$3").replace(At,"$1$2$3")}throw r}},ee=new Map,_r=()=>{let e=JSON.parse.toString();if(ee.has(e))return ee.get(e);try{let t=JSON.parse("1",(n,r,o)=>!!o?.source&&o.source==="1");return ee.set(e,t),t}catch{return ee.set(e,!1),!1}},vr=(e,t,n,r)=>typeof t=="string"&&Ot.test(t)?BigInt(t.slice(0,-1)):typeof t=="string"&&te.test(t)?t.slice(0,-1):typeof r=="function"?r(e,t,n):t,$r=(e,t)=>JSON.parse(e,(n,r,o)=>{let i=typeof r=="number",s=r>Number.MAX_SAFE_INTEGER||r<Number.MIN_SAFE_INTEGER,a=i&&s,c=o&&Rr.test(o.source);return a&&c?BigInt(o.source):typeof t=="function"?t(n,r,o):r}),Rt=Number.MAX_SAFE_INTEGER.toString(),kt=Rt.length,Ir=/"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g,Nr=/^"-?\d+n+"$/,xr=(e,t)=>{let n={"":e},r=[{parent:n,key:"",visited:!1}];for(;r.length>0;){let o=r[r.length-1];if(o.visited){let{parent:i,key:s}=o,a=i[s];typeof a=="string"&&(Ot.test(a)?a=BigInt(a.slice(0,-1)):te.test(a)&&(a=a.slice(0,-1))),typeof t=="function"&&(a=t.call(i,s,a)),a===void 0?delete i[s]:i[s]=a,r.pop()}else{o.visited=!0;let i=o.parent[o.key];if(i!==null&&typeof i=="object"){let a=Object.keys(i);for(let c=a.length-1;c>=0;c--)r.push({parent:i,key:a[c],visited:!1})}}}return n[""]},Et=e=>e.replace(Ir,(t,n,r,o)=>{let i=t[0]==='"';if(i&&Nr.test(t))return t.substring(0,t.length-1)+'n"';let a=r||o,c=n&&(n.length<kt||n.length===kt&&n<=Rt);return i||a||c?t:'"'+t+'n"'}),Tt=(e,t)=>{if(!e)return we(e,t);try{if(_r())return $r(e,t);let n=Et(e);return we(n,(r,o,i)=>vr(r,o,i,t))}catch(n){if(n instanceof RangeError){let r=Et(e),o=we(r);return xr(o,t)}throw n}};var C=class extends Error{name;status;request;response;constructor(t,n,r){super(t,{cause:r.cause}),this.name="HttpError",this.status=Number.parseInt(n),Number.isNaN(this.status)&&(this.status=0);"response"in r&&(this.response=r.response);let o=Object.assign({},r.request);r.request.headers.authorization&&(o.headers=Object.assign({},r.request.headers,{authorization:r.request.headers.authorization.replace(/(?<! ) .*$/," [REDACTED]")})),o.url=o.url.replace(/\bclient_secret=\w+/g,"client_secret=[REDACTED]").replace(/\baccess_token=\w+/g,"access_token=[REDACTED]"),this.request=o}};var Pr="10.0.16",Cr={headers:{"user-agent":`octokit-request.js/${Pr} ${$()}`}};function Lr(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let n=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof n=="function"&&n instanceof n&&Function.prototype.call(n)===Function.prototype.call(e)}var _t=()=>"";async function vt(e){let t=e.request?.fetch||globalThis.fetch;if(!t)throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");let n=e.request?.log||console,r=e.request?.parseSuccessResponseBody!==!1,o=Lr(e.body)||Array.isArray(e.body)?St(e.body):e.body,i=Object.fromEntries(Object.entries(e.headers).map(([f,h])=>[f,String(h)])),s;try{s=await t(e.url,{method:e.method,body:o,redirect:e.request?.redirect,headers:i,signal:e.request?.signal,...e.body&&{duplex:"half"}})}catch(f){let h="Unknown Error";if(f instanceof Error){if(f.name==="AbortError")throw f.status=500,f;h=f.message,f.name==="TypeError"&&"cause"in f&&(f.cause instanceof Error?h=f.cause.message:typeof f.cause=="string"&&(h=f.cause))}let w=new C(h,500,{request:e});throw w.cause=f,w}let a=s.status,c=s.url,d={};for(let[f,h]of s.headers)d[f]=h;let u={url:c,status:a,headers:d,data:""};if("deprecation"in d){let f=d.link&&d.link.match(/<([^<>]+)>; rel="deprecation"/),h=f&&f.pop();n.warn(`[@octokit/request] "${e.method} ${e.url}" is deprecated. It is scheduled to be removed on ${d.sunset}${h?`. See ${h}`:""}`)}if(a===204||a===205)return u;if(e.method==="HEAD"){if(a<400)return u;throw new C(s.statusText,a,{response:u,request:e})}if(a===304)throw u.data=await ke(s),new C("Not modified",a,{response:u,request:e});if(a>=400)throw u.data=await ke(s),new C(Hr(u.data),a,{response:u,request:e});return u.data=r?await ke(s):s.body,u}async function ke(e){let t=e.headers.get("content-type");if(!t)return e.text().catch(_t);let n=wt(t);if(Gr(n)){let r="";try{return r=await e.text(),Tt(r)}catch{return r}}else return n.type.startsWith("text/")||n.parameters.charset?.toLowerCase()==="utf-8"&&n.type!=="application/octet-stream"?e.text().catch(_t):e.arrayBuffer().catch(()=>new ArrayBuffer(0))}function Gr(e){return e.type==="application/json"||e.type==="application/scim+json"}function Hr(e){if(typeof e=="string")return e;if(e instanceof ArrayBuffer)return"Unknown error";if(typeof e=="object"&&e!==null&&"message"in e){let t=e,n="documentation_url"in t?` - ${t.documentation_url}`:"";return Array.isArray(t.errors)?`${t.message}: ${t.errors.map(r=>JSON.stringify(r)).join(", ")}${n}`:`${t.message}${n}`}return`Unknown error: ${JSON.stringify(e)}`}function Ee(e,t){let n=e.defaults(t);return Object.assign(function(o,i){let s=n.merge(o,i);if(!s.request||!s.request.hook)return vt(n.parse(s));let a=(c,d)=>vt(n.parse(n.merge(c,d)));return Object.assign(a,{endpoint:n,defaults:Ee.bind(null,n)}),s.request.hook(a,s)},{endpoint:n,defaults:Ee.bind(null,n)})}var W=Ee(yt,Cr);var Ur="0.0.0-development";function jr(e){return`Request failed due to following response errors:
`+e.errors.map(t=>` - ${t.message}`).join(`
`)}var Br=class extends Error{constructor(e,t,n){super(jr(n)),this.request=e,this.headers=t,this.response=n,this.errors=n.errors,this.data=n.data,Error.captureStackTrace&&Error.captureStackTrace(this,this.constructor)}request;headers;response;name="GraphqlResponseError";errors;data},Fr=["method","baseUrl","url","headers","request","query","mediaType","operationName"],qr=["query","method","url"],$t=/\/api\/v3\/?$/;function Dr(e,t,n){if(n){if(typeof t=="string"&&"query"in n)return Promise.reject(new Error('[@octokit/graphql] "query" cannot be used as variable name'));for(let s in n)if(qr.includes(s))return Promise.reject(new Error(`[@octokit/graphql] "${s}" cannot be used as variable name`))}let r=typeof t=="string"?Object.assign({query:t},n):t,o=Object.keys(r).reduce((s,a)=>Fr.includes(a)?(s[a]=r[a],s):(s.variables||(s.variables={}),s.variables[a]=r[a],s),{}),i=r.baseUrl||e.endpoint.DEFAULTS.baseUrl;return $t.test(i)&&(o.url=i.replace($t,"/api/graphql")),e(o).then(s=>{if(s.data.errors){let a={};for(let c of Object.keys(s.headers))a[c]=s.headers[c];throw new Br(o,a,s.data)}return s.data.data})}function Oe(e,t){let n=e.defaults(t);return Object.assign((o,i)=>Dr(n,o,i),{defaults:Oe.bind(null,n),endpoint:n.endpoint})}var ms=Oe(W,{headers:{"user-agent":`octokit-graphql.js/${Ur} ${$()}`},method:"POST",url:"/graphql"});function It(e){return Oe(e,{method:"POST",url:"/graphql"})}var Se="(?:[a-zA-Z0-9_-]+)",Nt="\\.",xt=new RegExp(`^${Se}${Nt}${Se}${Nt}${Se}$`),Mr=xt.test.bind(xt);async function Jr(e){let t=Mr(e),n=e.startsWith("v1.")||e.startsWith("ghs_"),r=e.startsWith("ghu_");return{type:"token",token:e,tokenType:t?"app":n?"installation":r?"user-to-server":"oauth"}}function Wr(e){return e.split(/\./).length===3?`bearer ${e}`:`token ${e}`}async function Vr(e,t,n,r){let o=t.endpoint.merge(n,r);return o.headers.authorization=Wr(e),t(o)}var Pt=function(t){if(!t)throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");if(typeof t!="string")throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");return t=t.replace(/^(token|bearer) +/i,""),Object.assign(Jr.bind(null,t),{hook:Vr.bind(null,t)})};var Re="7.0.8";var Ct=()=>{},Kr=console.warn.bind(console),Qr=console.error.bind(console);function zr(e={}){return typeof e.debug!="function"&&(e.debug=Ct),typeof e.info!="function"&&(e.info=Ct),typeof e.warn!="function"&&(e.warn=Kr),typeof e.error!="function"&&(e.error=Qr),e}var Lt=`octokit-core.js/${Re} ${$()}`,ne=class{static VERSION=Re;static defaults(t){return class extends this{constructor(...r){let o=r[0]||{};if(typeof t=="function"){super(t(o));return}super(Object.assign({},t,o,o.userAgent&&t.userAgent?{userAgent:`${o.userAgent} ${t.userAgent}`}:null))}}}static plugins=[];static plugin(...t){let n=this.plugins;return class extends this{static plugins=n.concat(t.filter(o=>!n.includes(o)))}}constructor(t={}){let n=new ut.Collection,r={baseUrl:W.endpoint.DEFAULTS.baseUrl,headers:{},request:Object.assign({},t.request,{hook:n.bind(null,"request")}),mediaType:{previews:[],format:""}};if(r.headers["user-agent"]=t.userAgent?`${t.userAgent} ${Lt}`:Lt,t.baseUrl&&(r.baseUrl=t.baseUrl),t.previews&&(r.mediaType.previews=t.previews),t.timeZone&&(r.headers["time-zone"]=t.timeZone),this.request=W.defaults(r),this.graphql=It(this.request).defaults(r),this.log=zr(t.log),this.hook=n,t.authStrategy){let{authStrategy:i,...s}=t,a=i(Object.assign({request:this.request,log:this.log,octokit:this,octokitOptions:s},t.auth));n.wrap("request",a.hook),this.auth=a}else if(!t.auth)this.auth=async()=>({type:"unauthenticated"});else{let i=Pt(t.auth);n.wrap("request",i.hook),this.auth=i}let o=this.constructor;for(let i=0;i<o.plugins.length;++i)Object.assign(this,o.plugins[i](this,t))}request;graphql;log;hook;auth};function Te(e,t){if(!Xr(e))return;let{status:n,response:r}=e;return r===void 0||n>=500||n===408?{kind:"ambiguous"}:Zr(e)?{kind:"throttled",retryAfterMs:eo(r.headers,t)}:n===401||n===403?{kind:"forbidden"}:n===404||Yr(e)?{kind:"missing"}:{kind:"rejected"}}function _e(e,t){return Object.assign(new Error(t),{name:"HttpError",status:e,response:{headers:{}}})}function Xr(e){return e instanceof Error&&e.name==="HttpError"&&"status"in e&&typeof e.status=="number"}function Yr({status:e,message:t}){return e===422&&/^No commit found/i.test(t)}function Zr({status:e,response:t,message:n}){if(e===429)return!0;if(e!==403||t===void 0)return!1;let r=t.headers;return r["retry-after"]!==void 0||r["x-ratelimit-remaining"]==="0"||/secondary rate limit|abuse detection/i.test(n)}function eo(e,t){let n=Number(e["retry-after"]);if(e["retry-after"]!==void 0&&Number.isFinite(n))return n*1e3;let r=Number(e["x-ratelimit-reset"]);if(e["x-ratelimit-remaining"]==="0"&&Number.isFinite(r))return Math.max(0,r*1e3-t)}var L=class extends Error{constructor(t,n){super(`GitHub's answer was lost: ${t}`,{cause:n}),this.name="AmbiguousAnswer"}},to=6e4,no=400,ro=8e3;function jt(e){let t=new ne({auth:e.token,baseUrl:e.apiUrl,userAgent:"breakglass",request:{fetch:e.fetch},log:{debug:()=>{},info:()=>{},warn:()=>{},error:()=>{}}}),n={owner:e.owner,repo:e.name},r={"x-github-api-version":"2022-11-28"},o=async(i,s,a={})=>{let c=s.replace(" "," /repos/{owner}/{repo}"),d=s.startsWith("GET ")?void 0:s;return Ht(e,i,async()=>(await Gt(e,d,()=>t.request(c,{...a,...n,headers:r}))).data)};return{owner:e.owner,name:e.name,clock:e.clock,random:e.random??Math.random,rest:o,find:(i,s,a)=>o(i,s,a).catch(co),graphql:(i,s,a)=>Ht(e,i,async()=>{let c=()=>t.request(`POST ${e.graphqlUrl}`,{query:s,variables:a}),{data:d}=await Gt(e,oo.exec(s)?.[1],c);return uo(lo(d))})}}var oo=/^\s*mutation[^{]*\{\s*(\w+)/;async function Gt({clock:e,onCall:t},n,r){if(n===void 0||t===void 0)return r();let o=e.now(),i=(s,a)=>t({service:"github",operation:n,access:"write",requestId:typeof a=="string"?a:null,outcome:s,ms:e.now()-o});try{let s=await r();return i(io(s.data)??"ok",s.headers["x-github-request-id"]),s}catch(s){let a=s instanceof Error&&"status"in s?String(s.status):"network";throw i(a,null),s}}function io(e){let t=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.s)(e)?e.errors:void 0,[n]=Array.isArray(t)?t:[];return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.s)(n)&&typeof n.type=="string"?n.type:void 0}async function Ht(e,t,n){let{clock:r,random:o=Math.random,deadlineMs:i=to}=e,s=r.now()+i;for(let a=1;;a+=1)try{return await n()}catch(c){let d=Te(c,r.now());if(d===void 0)throw c;if(d.kind==="ambiguous"&&!t.repeatable)throw new L(t.what,c);let u=so(d,a,o);if(u===void 0||r.now()+u>s)throw ao(c,d,t);await r.sleep(u)}}function so(e,t,n){if(e.kind!=="throttled"&&e.kind!=="ambiguous")return;let r=Math.min(no*2**(t-1),ro)*(.5+n()/2);return e.kind==="throttled"?(e.retryAfterMs??0)+r:r}function ao(e,t,n){let r=`cannot ${n.what}: ${e instanceof Error?e.message:String(e)}`;return t.kind==="forbidden"?ve(r,n.permission,e):t.kind==="missing"||t.kind==="rejected"?new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",r,{cause:e}):new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-unavailable",r,{hint:"see https://www.githubstatus.com, then make a new request",cause:e})}function ve(e,t,n){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-forbidden",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
permissions:
  ${t}`,cause:n})}function co(e){if(!(e instanceof _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a&&Te(e.cause,0)?.kind==="missing"))throw e}function uo(e){let[t]=e.ok?[]:e.errors;if(t===void 0)return e;if(t.type==="RATE_LIMITED")throw _e(429,t.message);if(t.message.startsWith("Something went wrong while executing your query"))throw _e(502,t.message);return e}function lo(e){let{data:t=null,errors:n=[]}=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.s)(e)?e:{};return!Array.isArray(n)||n.length===0?{ok:!0,data:t}:{ok:!1,errors:n.filter(_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.s).map(({type:r,message:o})=>({type:Ut(r),message:Ut(o)}))}}function Ut(e){return typeof e=="string"?e:""}function Bt(e,t,n){return`${(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.d)({version:1,repository:e,repositoryId:t,at:n})}
`}var Ft=["audit","drill"],$e=50,qt=300,Dt=_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.C+1;async function Wt(e,t,n){let r=await re(e,`heads/${t}`);if(r===void 0)return;if(r.oid===n?.commit)return n;let o=await Kt(e,r)??(await fo(e,t,r.oid))?.previous;return{commit:r.oid,previous:o??await po(e,t,r)}}async function Vt(e,t,n){for(let{oid:r}of await Ie(e,t,n.path,1))if((await re(e,r))?.added.get(n.path)===n.blob)return r}async function Kt(e,t){let n=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.D)({...t,added:[...t.added.keys()]});if(n===void 0)return;let r=n.slice(0,n.lastIndexOf("/")),o=await (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.I)(e,t.oid,r),i=c=>o?.get(c.slice(r.length+1))?.size;if(![...t.added.keys()].every(c=>i(c)!==void 0)||(i(n)??1/0)>_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.B)return;let a=await (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.J)(e,t.added.get(n)??"");return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.E)(a)===void 0?void 0:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.e)(a)}async function fo(e,t,n){let[r,o]=await Promise.all(Ft.map(s=>Mt(e,t,n,s)));return r===void 0||o===void 0?r??o:(await Mt(e,t,r.commit,Ft[1]))?.commit===o.commit?r:o}async function Mt(e,t,n,r){for(let o=1;o<=qt/$e;o+=1){let i=await Ie(e,n,r,o);for(let{oid:s,parents:a}of i){let c=a===1?await re(e,s):void 0,d=c===void 0?void 0:await Kt(e,c);if(d!==void 0)return{commit:s,previous:d}}if(i.length<$e)return}throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`${qt} commits of ${t} touch ${r}/ and are no links`,{hint:"somebody else writes to the audit branch. Keep it as evidence, stop them by the rules of the branch, open a new audit branch, and name that one by the input audit-branch"})}async function po(e,t,n){let o=(n.parents===0?[]:await Ie(e,n.oid,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.v,1)).findLast(({parents:a})=>a===0),i=o===void 0?n:await re(e,o.oid),s=i?.parents===0?i.added.get(_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.v):void 0;if(s!==void 0)return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.e)(await (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.J)(e,s));throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the first commit of ${t} does not add ${_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.v}`,{hint:"it is no audit branch: name the one that is by the input audit-branch"})}async function Ie(e,t,n,r){let o=await e.rest(_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.H,"GET /commits",{sha:t,path:n,per_page:$e,page:r});return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.G)(o,"commits").map(i=>({oid:i.text("sha"),parents:i.list("parents").length}))}async function re(e,t){let n=await e.find(_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.H,"GET /commits/{ref}",{ref:t,per_page:Dt});if(n===void 0)return;let r=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(n,"commit"),o=r.value("files")===void 0?[]:r.list("files").slice(0,Dt);return{oid:r.text("sha"),parents:r.list("parents").length,added:new Map(o.filter(Jt).map(i=>[i.text("filename"),i.text("sha")])),otherwise:!o.every(Jt)}}function Jt(e){return e.value("status")==="added"&&typeof e.value("sha")=="string"}var mo={what:"write to the audit branch",permission:"contents: write",repeatable:!1},ho=`mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;async function Qt(e,t,n,r,o){let i={branch:{repositoryNameWithOwner:`${e.owner}/${e.name}`,branchName:t},message:{headline:r},expectedHeadOid:n,fileChanges:{additions:o.map(({path:a,content:c})=>({path:a,contents:Buffer.from(c).toString("base64")}))}},s=await e.graphql(mo,ho,{input:i}).catch(a=>{throw a instanceof _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a&&a.code==="github-forbidden"?zt(t,a.message):a});if(s.ok)return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(s.data,"data").object("createCommitOnBranch").object("commit").text("oid");if(!s.errors.some(({type:a})=>a==="STALE_DATA"))throw yo(t,s.errors)}function yo(e,t){return zt(e,t.map(({type:n,message:r})=>`${n}: ${r}`).join("; "))}function zt(e,t){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-not-writable",`cannot write to branch "${e}": ${t}`,{hint:`let the workflow write to it: check the rules of the branch, and add to the job and to its caller:
permissions:
  contents: write`})}function Xt(e,t,n,r=[]){let o=Object.fromEntries(r.map(({name:i,content:s})=>[i,(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.e)(s)]));return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.f)({version:1,session:e.session,sequence:e.sequence,state:e.state,repository:t.repository,repositoryId:t.repositoryId,runId:t.runId,runAttempt:t.runAttempt,environment:t.environment,drill:t.drill,at:t.at,previous:n,events:e.events,...e.opening===void 0?{}:{opening:e.opening},...r.length===0?{}:{files:o}})}function Yt(e){let t={...e};return delete t.proof,(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.e)((0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.d)(t))}function Zt(e){return`urn:breakglass:link:${e}`}function en(e){return`${(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.d)(e)}
`}async function tn({place:e,proof:t},{body:n,attachments:r},{onto:o,folder:i,at:s}){let a=n.state==="refused"?null:e.environment,c=Xt(n,{...e,environment:a,at:s},o.previous,r),d=en({...c,proof:await t(Zt(Yt(c)))}),u=Buffer.byteLength(d);if(u>_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.B)throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-not-writable",`the link has ${u} bytes, at most ${_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.B} are read`,{hint:"split the playbook: what its resources look like before and after has to fit into one link"});let f=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.x)(i,c),h=r.map(({name:w,content:l})=>({path:`${i}/${w}`,content:l}));return{onto:o,session:n.session,path:f,folder:i,text:d,files:[{path:f,content:d},...h],headline:`${n.state}: ${n.session}`}}async function nn(e,t,n){let r=await (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.I)(e,t,n);if(r===void 0)throw on(n);return new Set(r.keys())}function rn({files:e},t,n){let r=e.find(({path:o})=>n.has(o.slice(t.length+1)));if(r!==void 0)throw on(r.path)}function on(e){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`${e} is in the audit branch already`,{hint:"somebody else wrote it: see the commit that added it, then make a new request, which is another session"})}var sn=Symbol("lost answer"),an=20,go=100,wo=3e3;function cn(e,t){let{branch:n}=t,r=new Map,o,i,s=Promise.resolve(),a=async()=>{if(o=await Wt(e,n,o),o===void 0)throw Eo(t,(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.y)(e.clock));return o},c=(l,g)=>((o===void 0||o.commit===l.onto.commit)&&(o={commit:g,previous:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.e)(l.text)},i?.commit===l.onto.commit&&(i.commit=g)),r.set(l.session,l.folder),{commit:g,path:l.path}),d=async(l,g)=>{let p=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.y)(e.clock),{session:y}=g.body,A=r.get(y)??(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.w)(y,t.place.drill,p),O=i?.commit===l.commit&&i.folder===A?i.names:void 0,[b,S]=await Promise.all([tn(t,g,{onto:l,folder:A,at:p}),O??nn(e,l.commit,A)]);return i={folder:A,names:S,commit:l.commit},rn(b,A,S),b},u=async(l,g)=>{let p=g;try{for(let y=0;y<an;y+=1){let A=o??await t.located?.().catch(()=>{})??await a();o=A;let O=p===void 0?void 0:await ko(e,A,p);if(O!==void 0&&p!==void 0)return c(p,O);p?.onto.commit!==A.commit&&(p=void 0);let b=p??(l&&await d(A,l));if(b===void 0)return;let S=await Ao(e,n,b);if(typeof S=="string")return c(b,S);S===sn&&(p=b),await e.clock.sleep(Math.min(go*1.5**y,wo)*e.random()),await a()}throw bo(n)}catch(y){throw p===void 0?y:h(y,p)}},f=l=>{let g=s.then(l);return s=g.catch(()=>{}),g},h=(l,g)=>new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.z((0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.c)(l),()=>f(async()=>(await a(),u(void 0,g)))),w=async l=>{let g=await u(l);if(g===void 0)throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("internal","a link was neither written nor refused");return g};return{locate:()=>f(a),append:(l,g=[])=>f(()=>w({body:l,attachments:g}))}}function bo(e){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-contention",`the head of ${e} moved ${an} times`,{hint:"see what else commits to the audit branch, then make a new request"})}async function Ao(e,t,n){try{return await Qt(e,t,n.onto.commit,n.headline,n.files)}catch(r){if(r instanceof L)return sn;throw r}}function ko(e,{commit:t},{path:n,text:r}){return Vt(e,t,{path:n,blob:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.u)(r)})}function Eo({branch:e,place:t},n){let i=`"$(printf '100644 blob %s\\taudit.json\\n' ${`"$(printf '%s\\n' '${Bt(t.repository,t.repositoryId,n).trim()}' | git hash-object -w --stdin)"`} | git mktree)"`;return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-branch-missing",`${t.repository} has no branch "${e}"`,{hint:`create it once, in a clone:
git push origin "$(git commit-tree ${i} -m 'open the audit trail')":refs/heads/${e}`})}var oe={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},un=100,Oo=5;async function fn(e,t,n){let[r,o]=await Promise.all([e.rest(oe,"GET /commits/{commit_sha}/pulls",{commit_sha:t}),n]),i=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.G)(r,"pulls").find(h=>So(h,t,o));if(i===void 0)return null;let s={pull_number:i.number("number")},[a,c,d,u]=await Promise.all([e.rest(oe,"GET /pulls/{pull_number}",s),ln(e,"GET /pulls/{pull_number}/reviews",s),ln(e,"GET /pulls/{pull_number}/commits",s),e.rest(oe,"GET /pulls/{pull_number}/files",{...s,per_page:2})]),f=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(a,"pull");return{number:s.pull_number,author:f.account("user"),mergedBy:f.optional("merged_by")===void 0?null:f.account("merged_by"),headSha:f.object("head").text("sha"),reviews:Ro(c),contributors:d.flatMap(pn),unverified:[...d.flatMap(_o),...vo(f.number("commits"),d.length)],fromFork:dn(f,"head")!==dn(f,"base"),files:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.G)(u,"files").map(h=>({path:h.text("filename"),status:h.text("status")}))}}function So(e,t,n){return e.value("merge_commit_sha")!==t||typeof e.value("merged_at")!="string"?!1:e.object("base").text("ref")===n}function dn(e,t){return e.object(t).optional("repo")?.number("id")}async function ln(e,t,n){let r=[];for(let o=1;o<=Oo;o+=1){let i=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.G)(await e.rest(oe,t,{...n,per_page:un,page:o}),t);if(r.push(...i),i.length<un)break}return r}function Ro(e){let t=new Map;for(let n of e){if(n.optional("user")===void 0)continue;let r=To(n),o=t.get(r.user.id),i=r.state!=="COMMENTED"&&r.state!=="PENDING";(o===void 0||i)&&t.set(r.user.id,r)}return[...t.values()]}function To(e){let t=e.value("commit_id");return{user:e.account("user"),state:e.oneOf("state",["APPROVED","CHANGES_REQUESTED","COMMENTED","DISMISSED","PENDING"]),commitId:typeof t=="string"?t:null}}function pn(e){return["author","committer"].flatMap(t=>{let n=e.optional(t);return n===void 0||n.value("id")===void 0?[]:[{login:n.text("login"),id:n.number("id")}]})}function _o(e){let t=e.text("sha"),n=e.object("commit").optional("verification");if(n?.value("verified")!==!0){let r=n?.value("reason");return[{sha:t,reason:typeof r=="string"?r:"unknown"}]}return pn(e).length===2?[]:[{sha:t,reason:"no account has its address"}]}function vo(e,t){return e>t?[{sha:`after the ${t}th`,reason:"GitHub does not list it"}]:[]}var Ne={what:"read the run",permission:"actions: read",repeatable:!0},xe={what:"read the repository",permission:"contents: read",repeatable:!0},$o={...xe,what:"read the default branch"},Io={...xe,what:"read what an approver may do"};function hn(e,t){let n;return{begin:()=>{n=mn(e,t),n.catch(()=>{})},facts:async r=>{let o=n??mn(e,t);n=void 0;let[[i,s,a,c],d]=await Promise.all([o,e.find({...Ne,what:"read the environment"},"GET /environments/{environment_name}",{environment_name:r})]),u=Go((0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(s,"run"),t.ref);Co(u,t);let f=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.G)(a,"approvals").map(Bo);return{repository:i,run:u,environment:d===void 0?null:Ho((0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(d,"environment")),approvals:f,pullRequest:c,cannotPush:await xo(e,f,c)}}}}function mn(e,{runId:t,sha:n,eventName:r}){let o=e.rest(xe,"GET ").then(s=>(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(s,"repository")),i=o.then(s=>s.text("default_branch"));return Promise.all([Promise.all([o,i.then(s=>No(e,s))]).then(Lo),e.rest(Ne,"GET /actions/runs/{run_id}",{run_id:t}),e.rest({...Ne,what:"read the approvals"},"GET /actions/runs/{run_id}/approvals",{run_id:t}),r==="push"?fn(e,n,i):null])}async function No(e,t){let n=await e.find($o,"GET /branches/{branch}",{branch:t});return n!==void 0&&(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(n,"branch").value("protected")===!0}async function xo(e,t,n){if(n===null||n.unverified.length===0)return[];let r=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.M)([...t.map(({user:i})=>i),...n.reviews.map(({user:i})=>i)]),o=await Promise.all(r.map(i=>Po(e,i)));return r.filter((i,s)=>o[s]===!0)}async function Po(e,t){try{let n={username:t.login},r=await e.find(Io,"GET /collaborators/{username}/permission",n);if(r===void 0)return!1;let o=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(r,"permission"),i=o.value("permission");return o.optional("user")?.value("id")===t.id&&(i==="read"||i==="none")}catch(n){if(n instanceof _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a&&n.code==="github-forbidden")return!1;throw n}}function Co(e,t){if(!(e.id===t.runId&&e.sha===t.sha&&e.event===t.eventName))throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("not-in-actions",`the runner says run ${t.runId}, ${t.eventName} of ${t.sha}; GitHub says ${e.id}, ${e.event} of ${e.sha}`,{hint:"do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself"})}function Lo([e,t]){return{fullName:e.text("full_name"),id:e.number("id"),visibility:e.oneOf("visibility",["public","private","internal"]),defaultBranch:e.text("default_branch"),defaultBranchProtected:t}}function Go(e,t){let n=e.value("head_branch"),r=e.value("run_started_at");return{id:String(e.number("id")),attempt:e.number("run_attempt"),event:e.text("event"),sha:e.text("head_sha"),branch:typeof n=="string"&&t===`refs/heads/${n}`?n:null,actor:e.account("actor"),triggeringActor:e.account("triggering_actor"),startedAt:Date.parse(typeof r=="string"?r:e.text("created_at"))}}function Ho(e){let n=(e.value("protection_rules")===void 0?[]:e.list("protection_rules")).find(o=>o.value("type")==="required_reviewers"),r=e.value("can_admins_bypass");return{name:e.text("name"),reviewers:(n?.list("reviewers")??[]).map(jo),canAdminsBypass:typeof r=="boolean"?r:null,deploymentBranches:Uo(e.optional("deployment_branch_policy"))}}function Uo(e){return e?.value("protected_branches")===!0?"protected":e?.value("custom_branch_policies")===!0?"custom":"all"}function jo(e){let t=e.oneOf("type",["User","Team"]),n=e.object("reviewer");return{type:t,name:n.text(t==="User"?"login":"slug"),id:n.number("id")}}function Bo(e){return{environments:e.list("environments").map(t=>t.text("name")),state:e.oneOf("state",["approved","rejected","pending"]),user:e.account("user"),comment:e.text("comment")}}var ie={what:"take the lock",permission:"contents: write",repeatable:!0},Fo={...ie,repeatable:!1},yn="0".repeat(40),gn=5,wn=500,qo=`mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`,Do="query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }",Mo=`query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;function bn(e,t){let n=new Map,r=o=>Promise.all([Ko(e,{session:o,run:t,since:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.y)(e.clock)}),Vo(e)]);return{prepare:o=>{let i=r(o);i.catch(()=>{}),n.set(o,i)},acquire:async(o,i)=>{let s=`refs/heads/break-glass/open/${o}`,[a,c]=await(n.get(i)??r(i));n.delete(i);let d=()=>Wo(e,c,s,a);try{await Jo(e,c,{ref:s,mine:a,install:o})}catch(u){throw await d().catch(()=>{}),u}return{release:d}}}}async function Jo(e,t,n){let r={name:n.ref,beforeOid:yn,afterOid:n.mine};for(let o=1;o<=gn;o+=1){let i=await An(e,t,r);if(i?.ok===!0)return;i!==void 0&&Qo(i),o>1&&await e.clock.sleep(wn*(.5+e.random()));let s=await kn(e,n.ref);if(s?.oid===n.mine)return;if(s!==void 0)throw zo(n,s.message)}throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot create ${n.ref}`,{hint:'check the rules of branches "break-glass/**": the workflow has to create and delete them'})}async function Wo(e,t,n,r){for(let o=1;o<=gn;o+=1){if((await An(e,t,{name:n,beforeOid:r,afterOid:yn}))?.ok===!0||(await kn(e,n))?.oid!==r)return;await e.clock.sleep(wn*(.5+e.random()))}throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot delete ${n}`,{hint:Yo(e,n)})}async function An(e,t,n){try{return await e.graphql(Fo,qo,{input:{repositoryId:t,refUpdates:[n]}})}catch(r){if(r instanceof L)return;throw r}}async function kn(e,t){let n=(await En(e,Mo,{ref:t})).optional("ref")?.optional("target");if(n===void 0)return;let r=n.value("message");return{oid:n.text("oid"),message:typeof r=="string"?r:""}}async function Vo(e){return(await En(e,Do,{})).text("id")}async function En(e,t,n){let{owner:r,name:o}=e,i={...ie,permission:"contents: read",what:"read the lock"},s=await e.graphql(i,t,{owner:r,name:o,...n});if(s.ok)return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(s.data,"data").object("repository");throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot read the lock: ${s.errors[0]?.message??""}`)}async function Ko(e,t){let n=JSON.stringify(t),r=await e.rest(ie,"POST /git/trees",{tree:[{path:"lock.json",mode:"100644",type:"blob",content:`${n}
`}]}),o=await e.rest(ie,"POST /git/commits",{message:n,tree:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(r,"tree").text("sha"),parents:[]});return (0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(o,"commit").text("sha")}function Qo(e){let t=e.ok?void 0:e.errors.find(({type:n})=>n==="FORBIDDEN");if(t!==void 0)throw ve(`cannot take the lock: ${t.message}`,"contents: write")}function zo({install:e,ref:t},n){let r=Xo(n),o=r===void 0?"somebody":`session ${r.session} since ${r.since}, ${r.run}`;return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("install-locked",`install "${e}" is held by ${o}`,{hint:`wait for that run to end. If it is over and "breakglass audit list" shows the session closed, give the lock back: git push origin :${t}`})}function Xo(e){try{let t=JSON.parse(e);if(!(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.s)(t))return;let{session:n,run:r,since:o}=t;return typeof n!="string"||typeof r!="string"||typeof o!="string"?void 0:{session:n,run:r,since:o}}catch{return}}function Yo(e,t){return`in a clone of ${e.owner}/${e.name}: git push origin :${t}`}var On={what:"read the repository",permission:"contents: read",repeatable:!0},Sn=1024*1024;function Tn(e,t){let n=new Map,r=async o=>{let i=await e.find({...On,what:`read ${o}`},`GET ${Rn(o)}`,{ref:t});if(!(i===void 0||Array.isArray(i)))return Zo(o,i)};return{readFile:o=>{let i=n.get(o)??r(o);return n.set(o,i),i},listFiles:async o=>{let i=await e.find({...On,what:`list ${o}`},`GET ${Rn(o)}`,{ref:t});return Array.isArray(i)?(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.G)(i,o).filter(s=>s.text("type")==="file").map(s=>s.text("name")):[]}}}function Rn(e){let t=e.split("/");if(t.some(n=>n===""||n==="."||n===".."))throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("invalid-name",`"${e}" is not a path in the repository`,{hint:'write a path from the root of the repository, without ".", ".." or empty parts'});return`/contents/${t.map(encodeURIComponent).join("/")}`}function Zo(e,t){let n=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.F)(t,e);if(n.text("type")!=="file")return;let r=n.number("size");if(r>Sn||n.text("encoding")!=="base64")throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("file-too-large",`${e} has ${r} bytes`,{hint:`files that people write have at most ${Sn} bytes`});let o=Buffer.from(n.text("content"),"base64"),i=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.u)(o);if(i!==n.text("sha"))throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`${e}: the bytes have blob id ${i}, GitHub says ${n.text("sha")}`,{hint:"name a regular file: the target of a symbolic link is not what the commit holds at this path"});return{path:e,blob:i,text:ei(e,o)}}function ei(e,t){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(t)}catch(n){throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("control-character",`${e} is not UTF-8 text`,{hint:"save it as UTF-8",cause:n})}}var ti=["plan","run","record-refusal"],ni={command:"",request:"","request-name":"",playbook:"",install:"",incident:"",reason:"",commander:"",confirmed:"",duration:"",inputs:"{}",accept:"","on-drift":"refuse",digest:"",seen:"","audit-branch":"break-glass-audit","github-token":""};function $n(e){let t=o=>ri(e,o),n=Nn(t("digest"),"digest",/^[0-9a-f]{64}$/,"64 lowercase hex digits"),r=t("request");return{command:In(t("command"),"command",ti),request:r===""?{dispatch:oi(t)}:{path:ii(r,t)},digest:n===""?void 0:n,seen:t("seen"),auditBranch:si(t("audit-branch")),token:N(t,"github-token")}}function ri(e,t){let n=e[`INPUT_${t.replaceAll(" ","_").toUpperCase()}`]?.trim()??"";return n===""?ni[t]:n}function oi(e){return{name:N(e,"request-name"),playbook:N(e,"playbook"),install:N(e,"install"),incident:N(e,"incident"),reason:N(e,"reason"),commander:N(e,"commander"),confirmed:_n(e("confirmed")),duration:N(e,"duration"),inputs:ai(e("inputs")),accept:_n(e("accept")),onDrift:In(e("on-drift"),"on-drift",["refuse","proceed"])}}function ii(e,t){let r=["request-name","playbook","install","incident","reason","commander","duration"].find(o=>t(o)!=="");if(r===void 0)return e;throw q(r,`"${r}" is given beside request "${e}"`,`leave "${r}" out: the request file says it`)}function N(e,t){let n=e(t);if(n!=="")return n;throw q(t,`input "${t}" is missing`,`set "${t}" under "with:"`)}function In(e,t,n){let r=n.find(o=>o===e);if(r!==void 0)return r;throw q(t,`input "${t}" is "${e}"`,`write one of ${n.join(", ")}`)}function Nn(e,t,n,r){if(e===""||n.test(e))return e;throw q(t,`input "${t}" is "${e}"`,`write ${r}`)}function si(e){return Nn(e,"audit-branch",/^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,"the plain name of a branch, such as break-glass-audit")}function _n(e){return e.split(/\r?\n/).map(t=>t.trim()).filter(t=>t!=="")}function ai(e){try{let t=JSON.parse(e);if((0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.s)(t))return t}catch(t){throw q("inputs",`input "inputs" is not JSON: ${t instanceof Error?t.message:""}`,vn)}throw q("inputs",'input "inputs" is not a JSON object',vn)}var vn='write a JSON object, such as {"listener": "web-https", "to": "green"}';function q(e,t,n){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("invalid-input",t,{hint:`${n} (input "${e}")`})}var di=15e3,li=8*1024*1024;function xn(e=di){let t={"http:":new _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.a({keepAlive:!0,maxSockets:8}),"https:":new node_https__WEBPACK_IMPORTED_MODULE_6__.Agent({keepAlive:!0,maxSockets:8})};return async(n,r={})=>{let o=new URL(n),i=o.protocol==="https:",s=await fi(i?node_https__WEBPACK_IMPORTED_MODULE_6__.request:_chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.d,o,{method:r.method??"GET",headers:{...r.headers},agent:i?t["https:"]:t["http:"],timeout:e,...r.signal===void 0?{}:{signal:r.signal}},r.body,e);return pi(n,s.message,s.body)}}function fi(e,t,n,r,o){return new Promise((i,s)=>{let a=e(t,n,d=>{let u=[],f=0;d.on("data",h=>{f+=h.length,f>li&&a.destroy(Pe("ANSWER_TOO_LARGE",t)),u.push(h)}),d.on("end",()=>i({message:d,body:Buffer.concat(u)})),d.on("error",s)}),c=setTimeout(()=>a.destroy(Pe("ETIMEDOUT",t)),o);a.on("timeout",()=>a.destroy(Pe("ETIMEDOUT",t))),a.on("error",s),a.on("close",()=>clearTimeout(c)),r===void 0?a.end():a.end(r)})}function pi(e,t,n){let r=t.statusCode??0,o=new Map(Object.entries(t.headers).map(([i,s])=>[i,Array.isArray(s)?s.join(", "):`${s}`]));return{status:r,statusText:t.statusMessage??"",ok:r>=200&&r<300,url:e,headers:o,text:async()=>n.toString("utf8"),json:async()=>JSON.parse(n.toString("utf8")),arrayBuffer:async()=>new Uint8Array(n).buffer}}function Pe(e,t){return Object.assign(new Error(`${e} at ${t.host}`),{code:e})}var Pn=6,mi=250,hi=`permissions:
  id-token: write`;function Cn(e){let{oidc:t,mask:n}=e;return async r=>{if(t===void 0)throw Ln("the job may not request an OIDC token");let o=new URL(t.url);o.searchParams.set("audience",r);let i=await yi(o.href,t.token,e),s=gi(await i.json().catch(()=>{}));return n(s),s}}async function yi(e,t,{fetch:n,clock:r,random:o=Math.random}){for(let i=1;;i+=1){let s=await n(e,{headers:{authorization:`Bearer ${t}`,accept:"application/json"}}).catch(a=>wi(a));if(typeof s!="string"){if(s.ok)return s;if(s.status===401||s.status===403)throw Ln(`GitHub refused an OIDC token with status ${s.status}`);if(s.status<500&&s.status!==429&&s.status!==408)throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`GitHub answered ${s.status} to the request for an OIDC token`)}if(i===Pn){let a=typeof s=="string"?s:`status ${s.status}`;throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-unavailable",`no OIDC token after ${Pn} attempts: ${a}`,{hint:"see https://www.githubstatus.com, then make a new request"})}await r.sleep(mi*2**i*(.5+o()/2))}}function gi(e){let t=typeof e=="object"&&e!==null&&"value"in e?e.value:void 0;if(typeof t=="string"&&/^[\w-]+\.[\w-]+\.[\w-]+$/.test(t))return t;throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected","the answer to the request for an OIDC token holds no token")}function wi(e){return e instanceof Error&&"code"in e?String(e.code):"network error"}function Ln(e){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("oidc-permission-missing",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
${hi}`})}var Ce={now:()=>Date.now(),sleep:(e,t)=>Hn(e,t)};function Gn(e,t){return{now:()=>e+(Date.now()-e)*t,sleep:(n,r)=>Hn(n/t,r)}}async function Hn(e,t){t?.throwIfAborted();try{await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_8__.setTimeout)(e,void 0,t===void 0?{}:{signal:t})}catch(n){throw t?.throwIfAborted(),n}}var ki=new Set(["AWS_CA_BUNDLE","NODE_EXTRA_CA_CERTS","NODE_TLS_REJECT_UNAUTHORIZED","SSL_CERT_FILE","SSL_CERT_DIR","AWS_PROFILE","AWS_DEFAULT_PROFILE","AWS_CONFIG_FILE","AWS_SHARED_CREDENTIALS_FILE","AWS_USE_FIPS_ENDPOINT","AWS_USE_DUALSTACK_ENDPOINT","BREAKGLASS_CLOCK"]),jn=/^AWS_ENDPOINT_URL/,Ei=/^[a-z0-9.-]+\.actions\.githubusercontent\.com$/,Oi={aws:"amazonaws.com","aws-cn":"amazonaws.com.cn","aws-us-gov":"amazonaws.com"};function Bn(e,t){let n={GITHUB_API_URL:t.apiUrl,GITHUB_GRAPHQL_URL:t.graphqlUrl},r=t.oidc===void 0?{}:{ACTIONS_ID_TOKEN_REQUEST_URL:t.oidc.url},o=Object.fromEntries(Object.entries(e).filter(([a,c])=>jn.test(a)&&c)),i={...n,...r,...o};if(!Object.values(n).some(Un))return Si(e,t);let s=Object.entries(i).find(([,a])=>!Un(a));if(s!==void 0)throw se(s[0],`${s[0]} is no loopback address although GitHub's API is`);return{drill:!0,audience:"sandbox",clock:Ti(e.BREAKGLASS_CLOCK),endpoint:a=>Ri(o,a)}}function Un(e){if(e===void 0||!URL.canParse(e))return!1;let{protocol:t,hostname:n,username:r}=new URL(e);return t!=="http:"&&t!=="https:"||r!==""?!1:n==="[::1]"||(0,node_net__WEBPACK_IMPORTED_MODULE_7__.isIP)(n)===4&&n.startsWith("127.")}function Si(e,t){let r=Object.keys(e).filter(o=>e[o]).find(o=>jn.test(o)||ki.has(o));if(r!==void 0)throw se(r,`${r} is set`);return Le("GITHUB_API_URL",t.apiUrl,o=>o.host==="api.github.com"),Le("GITHUB_GRAPHQL_URL",t.graphqlUrl,o=>o.host==="api.github.com"),t.oidc!==void 0&&Le("ACTIONS_ID_TOKEN_REQUEST_URL",t.oidc.url,o=>Ei.test(o.host)),{drill:!1,audience:"sts.amazonaws.com",clock:Ce,endpoint:({prefix:o,region:i})=>`https://${o}.${i}.${Oi[(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.Q)(i)]}`}}function Le(e,t,n){let r=URL.canParse(t)?new URL(t):void 0;if(!(r?.protocol==="https:"&&r.username===""&&n(r)))throw se(e,`${e} is not GitHub's: "${r?.origin??t.slice(0,100)}"`)}function Ri(e,{variable:t}){let n=e[`AWS_ENDPOINT_URL_${t}`]??e.AWS_ENDPOINT_URL;if(n!==void 0)return n;let r=`AWS_ENDPOINT_URL_${t}`;throw new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("endpoint-override",`${r} is not set in a drill, so its calls would reach the real cloud`,{hint:`set ${r} or AWS_ENDPOINT_URL to the sandbox's address`})}function Ti(e){if(!e)return Ce;let t=/^(\d{1,15})\/(\d{1,4}(?:\.\d{1,3})?)$/.exec(e),n=Number(t?.[2]);if(t===null||n<=0)throw se("BREAKGLASS_CLOCK",`BREAKGLASS_CLOCK is "${e.slice(0,100)}"`);return Gn(Number(t[1]),n)}function se(e,t){return new _chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.a("endpoint-override",t,{hint:`unset ${e}; it is allowed in drills only, where GitHub and every AWS endpoint are on loopback`})}function Fn(e){let t=[],n;return{push:r=>{let o={...r,at:(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.y)(e)};n===void 0?t.push(o):n(o)},to:r=>{n=r;for(let o of t.splice(0))r(o)}}}function qn(e,t){let n=nt(e),r=Bn(e,n),o=$n(e);t.mask(o.token);let i=xn(),{apiUrl:s,graphqlUrl:a,owner:c,name:d}=n,{clock:u}=r,f=Fn(u),h={owner:c,name:d,token:o.token},w=jt({...h,apiUrl:s,graphqlUrl:a,clock:u,fetch:i,onCall:f.push}),l=Cn({oidc:n.oidc,fetch:i,clock:r.clock,mask:t.mask}),g={repository:`${c}/${d}`,repositoryId:Number(n.repositoryId),runId:n.runId,runAttempt:n.runAttempt,drill:r.drill},p=O=>cn(w,{branch:o.auditBranch,place:{...g,environment:O},located:A,proof:async b=>n.oidc===void 0?null:l(b)}),y,A=()=>(y??=p(null).locate(),y);return{host:t,inputs:o,runner:n,mode:r,github:w,calls:f,idToken:l,repository:Tn(w,n.sha),gatekeeper:hn(w,n),lock:bn(w,rt(n)),journal:p,trail:A,session:_i(o,n)}}function Dn({inputs:e,repository:t,gatekeeper:n,lock:r,trail:o,session:i}){"path"in e.request&&t.readFile(e.request.path).catch(()=>{}),n.begin(),e.command==="run"&&(r.prepare(i),o().catch(()=>{}))}function _i({request:e},{runId:t,runAttempt:n}){let o=("dispatch"in e?e.dispatch.name:e.path.replace(/^.*\//,"").replace(/\.ya?ml$/,"")).toLowerCase().replace(/[^a-z0-9]+/g,"-").slice(0,24).replace(/^-+|-+$/g,""),i=n===1?"":`-a${n}`;return`${o||"request"}${i}-${t}`}async function Mn(){let e=et(),t;try{t=qn(tt(),e),e.output("session",t.session),Dn(t);let{dispatch:n}=await __nccwpck_require__.e(/* import() */ 706).then(__nccwpck_require__.bind(__nccwpck_require__, 706));await n(t,e)}catch(n){let r=(0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.c)(n);e.output("outcome",t?.inputs.command==="run"?"failed":"refused"),t===void 0&&e.warn((0,_chunk_PFFMPXVH_js__WEBPACK_IMPORTED_MODULE_1__.r)(r)),e.fail(r)}}await Mn();

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
