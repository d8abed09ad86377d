import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 5217:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 1553:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns/promises");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 6619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ k),
/* harmony export */   b: () => (/* binding */ Y),
/* harmony export */   c: () => (/* binding */ Z),
/* harmony export */   d: () => (/* binding */ w),
/* harmony export */   e: () => (/* binding */ p),
/* harmony export */   f: () => (/* binding */ z),
/* harmony export */   g: () => (/* binding */ F),
/* harmony export */   h: () => (/* binding */ j),
/* harmony export */   i: () => (/* binding */ b),
/* harmony export */   j: () => (/* binding */ H),
/* harmony export */   k: () => (/* binding */ se),
/* harmony export */   l: () => (/* binding */ E),
/* harmony export */   m: () => (/* binding */ T),
/* harmony export */   n: () => (/* binding */ D),
/* harmony export */   o: () => (/* binding */ K),
/* harmony export */   p: () => (/* binding */ pe)
/* harmony export */ });
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8079);
/* harmony import */ var _chunk_GSR6I4T3_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1945);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(298);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5217);
var Y="audit.json",_=/^((?:audit|drill)\/\d{4}\/\d{2}\/\d{2}\/([a-z0-9][a-z0-9-]{0,39}))\/(\d{4,6})-[a-z-]+\.json$/;function Z(e,n,t){return`${n?"drill":"audit"}/${t.slice(0,10).replaceAll("-","/")}/${e}`}function w(e,n){return`${e}/${String(n.sequence).padStart(4,"0")}-${n.state}.json`}function p(e){let[,n,t,r]=_.exec(e)??[];if(!(n===void 0||t===void 0||r===void 0))return{folder:n,session:t,sequence:Number(r)}}function k(e){let n=Buffer.from(e);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.createHash)("sha1").update(`blob ${n.length}\0`).update(n).digest("hex")}var P=new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}),h=e=>typeof e=="string"&&e.length>0,m=e=>Number.isSafeInteger(e)&&e>0,f=e=>n=>typeof n=="string"&&e.test(n),$=f(/^[0-9a-f]{64}$/),N=f(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),L=e=>N(e)&&!Number.isNaN(Date.parse(String(e))),R=e=>_chunk_GSR6I4T3_js__WEBPACK_IMPORTED_MODULE_4__.a.some(n=>n===e),C=e=>(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_5__.a)(e)&&h(e.type??null)&&L(e.at??null),B=e=>(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_5__.a)(e)&&Object.entries(e).every(([n,t])=>(n==="record.json"||n==="report.md")&&$(t)),S={version:e=>e===1,session:f(/^[a-z0-9][a-z0-9-]{0,39}$/),sequence:m,state:R,repository:f(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),repositoryId:m,runId:f(/^\d{1,20}$/),runAttempt:m,environment:e=>e===null||h(e),drill:e=>typeof e=="boolean",at:L,previous:$,events:e=>Array.isArray(e)&&e.every(C),proof:e=>e===null||h(e)},x={opening:_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_5__.a,files:B},z=["closed","refused"],F=["taken-over","rolled-back","left","unsealed","closed"];function j(e){let n;try{let t=P.decode(e);if(n=JSON.parse(t),`${(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_1__.a)(n)}
`!==t)throw new Error("not in canonical form")}catch(t){throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("audit-invalid","the file is not canonical JSON",{cause:t})}return J(n)}function J(e){if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_5__.a)(e))throw a("it is not an object");let n=Object.entries(S).find(([i,o])=>!Object.hasOwn(e,i)||!o(e[i]??null))??Object.entries(x).find(([i,o])=>Object.hasOwn(e,i)&&!o(e[i]??null));if(n!==void 0)throw a(`"${n[0]}" is missing or wrong`);let t=Object.keys(e).find(i=>!Object.hasOwn(S,i)&&!Object.hasOwn(x,i));if(t!==void 0)throw a(`unknown key "${t}"`);let r=e;return q(r),r}function q(e){if(e.state==="opened"!=(e.opening!==void 0))throw a('an opening link, and no other, holds "opening"');if(e.files!==void 0&&!z.includes(e.state))throw a('only a closing link holds "files"');if(e.state==="closed"&&(e.files?.["record.json"]===void 0||e.files["report.md"]===void 0))throw a("a closed link holds the hashes of record.json and report.md");let n=e.state==="refused"&&e.sequence===1;if(e.environment===null&&!n&&!F.includes(e.state))throw a(`a link in state "${e.state}" names its environment`);if(e.proof===null&&!n)throw a(`a link in state "${e.state}" needs a proof`)}function a(e){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("audit-invalid",`the file is not a link of version 1: ${e}`)}var b=4*1024*1024,A=["record.json","report.md"],H=1+A.length;function se({parents:e,added:n,otherwise:t}){if(e!==1||t||n.length>H)return;let[r,...i]=n.filter(o=>p(o)!==void 0);if(!(r===void 0||i.length>0))return n.every(o=>o===r||U(r,o))?r:void 0}function U(e,n){let t=p(e)?.folder;return t!==void 0&&A.some(r=>n===`${t}/${r}`)}function E(e,n=j){if(!(e.length>b))try{return n(e)}catch{return}}var T={what:"read the audit branch",permission:"contents: read",repeatable:!0},G=33188,M=`query Folder($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    __typename ... on Tree { entries { name mode type oid object { ... on Blob { byteSize } } } }
  } }
}`;async function D(e,n,t){let{owner:r,name:i}=e,o=await e.graphql(T,M,{owner:r,name:i,at:`${n}:${t}`});if(!o.ok)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`cannot read ${t}: ${o.errors[0]?.message??""}`);let c=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.a)(o.data,"data").object("repository").optional("object");if(c===void 0)return new Map;if(c.text("__typename")==="Tree")return new Map(c.list("entries").map(s=>{let O=s.text("type")==="blob"&&s.number("mode")===G?s.object("object").number("byteSize"):void 0;return[s.text("name"),{oid:s.text("oid"),size:O}]}))}async function K(e,n){let t=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.a)(await e.rest(T,"GET /git/blobs/{file_sha}",{file_sha:n}),"blob"),r=Buffer.from(t.text("content"),"base64");if(k(r)===n)return r;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`GitHub answered other bytes than those of blob ${n}`)}async function pe(e,n,t){let r=await D(e,n,t),i=["opened","refused"].map(async o=>{let c=w(t,{sequence:1,state:o}).slice(t.length+1),s=r?.get(c);if(!(s?.size===void 0||s.size>b))return E(await K(e,s.oid))});return(await Promise.all(i)).filter(o=>o!==void 0)}


/***/ }),

/***/ 5896:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8079);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(298);
var u={what:"write to the audit branch",permission:"contents: write",repeatable:!1},l=`mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;async function g(e,r,o,i,m){let d={branch:{repositoryNameWithOwner:`${e.owner}/${e.name}`,branchName:r},message:{headline:i},expectedHeadOid:o,fileChanges:{additions:m.map(({path:t,content:p})=>({path:t,contents:Buffer.from(p).toString("base64")}))}},n=await e.graphql(u,l,{input:d}).catch(t=>{throw t instanceof _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a&&t.code==="github-forbidden"?c(r,t.message):t});if(n.ok)return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.a)(n.data,"data").object("createCommitOnBranch").object("commit").text("oid");if(!n.errors.some(({type:t})=>t==="STALE_DATA"))throw h(r,n.errors)}function h(e,r){return c(e,r.map(({type:o,message:i})=>`${o}: ${i}`).join("; "))}function c(e,r){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-not-writable",`cannot write to branch "${e}": ${r}`,{hint:`let the workflow write to it: check the rules of the branch, and add to the job and to its caller:
permissions:
  contents: write`})}


/***/ }),

/***/ 734:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   b: () => (/* binding */ q),
/* harmony export */   c: () => (/* binding */ w),
/* harmony export */   d: () => (/* binding */ x),
/* harmony export */   e: () => (/* binding */ $)
/* harmony export */ });
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8079);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(298);
var h={what:"read the files of the commit",permission:"contents: read",repeatable:!0},f={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},u=100,g=30,o=10,m="playbooks/requests/",y=["added","copied"];function b({eventName:n,ref:e}){let[,t]=n==="pull_request"?/^refs\/pull\/([1-9]\d{0,15})\/merge$/.exec(e)??[]:[];return t===void 0?void 0:Number(t)}async function q(n,e){let t=b(e);if(t!==void 0)return c(async r=>{let s={pull_number:t,per_page:u,page:r};return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.c)(await n.rest(f,"GET /pulls/{pull_number}/files",s),"files")});if(e.eventName==="push")return c(async r=>{let s={ref:e.sha,per_page:u,page:r},a=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.a)(await n.rest(h,"GET /commits/{ref}",s),"commit");return a.value("files")===void 0?[]:a.list("files")});throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("invalid-input",`a run started by "${e.eventName}" adds no request file`,{hint:'name the request file by the input "request", or give the request by the other inputs'})}function w(n){return n.filter(({path:e,status:t})=>e.startsWith(m)&&y.includes(t)).map(({path:e})=>e)}function x(n){let[e,...t]=w(n);if(e!==void 0&&t.length===0)return e;let r=e===void 0?n.map(d=>`${d.path} (${d.status})`):[e,...t],s=r.length>o?` and ${r.length-o} more`:"",a=`${r.slice(0,o).join(", ")||"no file"}${s}`;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("mixed-change",e===void 0?`the change adds no request: it changes ${a}`:`the change adds several requests: ${a}`,{hint:`make a pull request that adds one file in ${m} and nothing else, merged as one commit`})}async function $(n,e){return x(await q(n,e))}async function c(n){let e=[];for(let t=1;t<=g;t+=1){let r=await n(t);if(e.push(...r.map(s=>({path:s.text("filename"),status:s.text("status")}))),r.length<u)break}return e}


/***/ }),

/***/ 1495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ Ce),
/* harmony export */   b: () => (/* binding */ K),
/* harmony export */   c: () => (/* binding */ $r),
/* harmony export */   d: () => (/* binding */ xt)
/* harmony export */ });
/* harmony import */ var _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3552);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(298);
function O(){return typeof navigator=="object"&&"userAgent"in navigator?navigator.userAgent:typeof process=="object"&&process.version!==void 0?`Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`:"<environment undetectable>"}function _(e,t,r,n){if(typeof r!="function")throw new Error("method for before hook must be a function");return n||(n={}),Array.isArray(t)?t.reverse().reduce((s,a)=>_.bind(null,e,a,s,n),r)():Promise.resolve().then(()=>e.registry[t]?e.registry[t].reduce((s,a)=>a.hook.bind(null,s,n),r)():r(n))}function X(e,t,r,n){let s=n;e.registry[r]||(e.registry[r]=[]),t==="before"&&(n=(a,i)=>Promise.resolve().then(s.bind(null,i)).then(a.bind(null,i))),t==="after"&&(n=(a,i)=>{let o;return Promise.resolve().then(a.bind(null,i)).then(c=>(o=c,s(o,i))).then(()=>o)}),t==="error"&&(n=(a,i)=>Promise.resolve().then(a.bind(null,i)).catch(o=>s(o,i))),e.registry[r].push({hook:n,orig:s})}function Z(e,t,r){if(!e.registry[t])return;let n=e.registry[t].map(s=>s.orig).indexOf(r);n!==-1&&e.registry[t].splice(n,1)}var Y=Function.bind,ee=Y.bind(Y);function te(e,t,r){let n=ee(Z,null).apply(null,r?[t,r]:[t]);e.api={remove:n},e.remove=n,["before","error","after","wrap"].forEach(s=>{let a=r?[t,s,r]:[t,s];e[s]=e.api[s]=ee(X,null).apply(null,a)})}function Fe(){let e=Symbol("Singular"),t={registry:{}},r=_.bind(null,t,e);return te(r,t,e),r}function Me(){let e={registry:{}},t=_.bind(null,e);return te(t,e),t}var re={Singular:Fe,Collection:Me};var xe="0.0.0-development",Pe=`octokit-endpoint.js/${xe} ${O()}`,Ge={method:"GET",baseUrl:"https://api.github.com",headers:{accept:"application/vnd.github.v3+json","user-agent":Pe},mediaType:{format:""}};function Ue(e){return e?Object.keys(e).reduce((t,r)=>(t[r.toLowerCase()]=e[r],t),{}):{}}function Je(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let r=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof r=="function"&&r instanceof r&&Function.prototype.call(r)===Function.prototype.call(e)}function oe(e,t){let r=Object.assign({},e);return Object.keys(t).forEach(n=>{Je(t[n])?n in e?r[n]=oe(e[n],t[n]):Object.assign(r,{[n]:t[n]}):Object.assign(r,{[n]:t[n]})}),r}function ne(e){for(let t in e)e[t]===void 0&&delete e[t];return e}function P(e,t,r){if(typeof t=="string"){let[s,a]=t.split(" ");r=Object.assign(a?{method:s,url:a}:{url:s},r)}else r=Object.assign({},t);r.headers=Ue(r.headers),ne(r),ne(r.headers);let n=oe(e||{},r);return r.url==="/graphql"&&(e&&e.mediaType.previews?.length&&(n.mediaType.previews=e.mediaType.previews.filter(s=>!n.mediaType.previews.includes(s)).concat(n.mediaType.previews)),n.mediaType.previews=(n.mediaType.previews||[]).map(s=>s.replace(/-preview/,""))),n}function Le(e,t){let r=/\?/.test(e)?"&":"?",n=Object.keys(t);return n.length===0?e:e+r+n.map(s=>s==="q"?"q="+t.q.split("+").map(encodeURIComponent).join("+"):`${s}=${encodeURIComponent(t[s])}`).join("&")}var Be=/\{[^{}}]+\}/g;function He(e){return e.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g,"").split(/,/)}function De(e){let t=e.match(Be);return t?t.map(He).reduce((r,n)=>r.concat(n),[]):[]}function se(e,t){let r={__proto__:null};for(let n of Object.keys(e))t.indexOf(n)===-1&&(r[n]=e[n]);return r}function ie(e){return e.split(/(%[0-9A-Fa-f]{2})/g).map(function(t){return/%[0-9A-Fa-f]/.test(t)||(t=encodeURI(t).replace(/%5B/g,"[").replace(/%5D/g,"]")),t}).join("")}function j(e){return encodeURIComponent(e).replace(/[!'()*]/g,function(t){return"%"+t.charCodeAt(0).toString(16).toUpperCase()})}function $(e,t,r){return t=e==="+"||e==="#"?ie(t):j(t),r?j(r)+"="+t:t}function R(e){return e!=null}function x(e){return e===";"||e==="&"||e==="?"}function We(e,t,r,n){var s=e[r],a=[];if(R(s)&&s!=="")if(typeof s=="string"||typeof s=="number"||typeof s=="bigint"||typeof s=="boolean")s=s.toString(),n&&n!=="*"&&(s=s.substring(0,parseInt(n,10))),a.push($(t,s,x(t)?r:""));else if(n==="*")Array.isArray(s)?s.filter(R).forEach(function(i){a.push($(t,i,x(t)?r:""))}):Object.keys(s).forEach(function(i){R(s[i])&&a.push($(t,s[i],i))});else{let i=[];Array.isArray(s)?s.filter(R).forEach(function(o){i.push($(t,o))}):Object.keys(s).forEach(function(o){R(s[o])&&(i.push(j(o)),i.push($(t,s[o].toString())))}),x(t)?a.push(j(r)+"="+i.join(",")):i.length!==0&&a.push(i.join(","))}else t===";"?R(s)&&a.push(j(r)):s===""&&(t==="&"||t==="?")?a.push(j(r)+"="):s===""&&a.push("");return a}function Ve(e){return{expand:Qe.bind(null,e)}}function Qe(e,t){var r=["+","#",".","/",";","?","&"];return e=e.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g,function(n,s,a){if(s){let o="",c=[];if(r.indexOf(s.charAt(0))!==-1&&(o=s.charAt(0),s=s.substr(1)),s.split(/,/g).forEach(function(d){var u=/([^:\*]*)(?::(\d+)|(\*))?/.exec(d);c.push(We(t,o,u[1],u[2]||u[3]))}),o&&o!=="+"){var i=",";return o==="?"?i="&":o!=="#"&&(i=o),(c.length!==0?o:"")+c.join(i)}else return c.join(",")}else return ie(a)}),e==="/"?e:e.replace(/\/$/,"")}function ae(e){let t=e.method.toUpperCase(),r=(e.url||"/").replace(/:([a-z]\w+)/g,"{$1}"),n=Object.assign({},e.headers),s,a=se(e,["method","baseUrl","url","headers","request","mediaType"]),i=De(r);r=Ve(r).expand(a),/^http/.test(r)||(r=e.baseUrl+r);let o=Object.keys(e).filter(u=>i.includes(u)).concat("baseUrl"),c=se(a,o);if(!/application\/octet-stream/i.test(n.accept)&&(e.mediaType.format&&(n.accept=n.accept.split(/,/).map(u=>u.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,`application/vnd$1$2.${e.mediaType.format}`)).join(",")),r.endsWith("/graphql")&&e.mediaType.previews?.length)){let u=n.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g)||[];n.accept=u.concat(e.mediaType.previews).map(l=>{let p=e.mediaType.format?`.${e.mediaType.format}`:"+json";return`application/vnd.github.${l}-preview${p}`}).join(",")}return["GET","HEAD"].includes(t)?r=Le(r,c):"data"in c?s=c.data:Object.keys(c).length&&(s=c),!n["content-type"]&&typeof s<"u"&&(n["content-type"]="application/json; charset=utf-8"),["PATCH","PUT"].includes(t)&&typeof s>"u"&&(s=""),Object.assign({method:t,url:r,headers:n},typeof s<"u"?{body:s}:null,e.request?{request:e.request}:null)}function Ke(e,t,r){return ae(P(e,t,r))}function ce(e,t){let r=P(e,t),n=Ke.bind(null,r);return Object.assign(n,{DEFAULTS:r,defaults:ce.bind(null,r),merge:P.bind(null,r),parse:ae})}var ue=ce(null,Ge);var m=new Uint8Array(256);m[9]|=2;m[32]|=2;m[59]|=4;m[44]|=8;for(let e=128;e<=255;e++)m[e]|=1;for(let e of"!#$%&'*+-.^_`|~")m[e.charCodeAt(0)]|=16;for(let e=48;e<=57;e++)m[e]|=16;for(let e=65;e<=90;e++)m[e]|=17;for(let e=97;e<=122;e++)m[e]|=16;var fe=(()=>{let e=function(){};return e.prototype=Object.create(null),e})();function le(e,t){let r=4|(t?.comma===!0?8:0),n=e.length,s=t?.start??0;for(;(m[e.charCodeAt(s)]&2)!==0;)s++;let a=s,i=0,o=-1,c=t?.parameters===!1?8:0;for(;a<n;){let p=e.charCodeAt(a),g=m[p];if((g&r)!==0){c|=g&8;break}(g&2)!==0?o===-1&&(o=a):o=-1,i|=p&65280|g,a++}let d=o===-1?a:o,u=e.slice(s,d),l=(i&65281)===0?u:u.toLowerCase();return a===n||c!==0?{type:l,index:a,parameters:new fe}:ze(e,l,a,n,r)}function ze(e,t,r,n,s){let a=new fe;e:for(;r<n;){for(r++;(m[e.charCodeAt(r)]&2)!==0;)r++;let i=r,o=0,c=-1;for(;r<n;){let d=e.charCodeAt(r),u=m[d];if((u&s)!==0){if((u&8)!==0)break e;continue e}if(d===61){let l=c===-1?r:c,p=e.slice(i,l),g=(o&65281)===0?p:p.toLowerCase();for(r++;(m[e.charCodeAt(r)]&2)!==0;)r++;if(r<n&&e.charCodeAt(r)===34){let y=++r,w=!1;for(;r<n;){let k=e.charCodeAt(r);if(k===34){a[g]===void 0&&(a[g]=w?Xe(e,y,r):e.slice(y,r)),r++;let b=0;for(;r<n;){let v=e.charCodeAt(r),N=m[v];if((N&s)!==0){b=N&8;break}r++}if(b!==0)break e;continue e}if(k===92&&r+1<n){w=!0,r+=2;continue}r++}continue e}let f=r,A=0,h=-1;for(;r<n;){let y=e.charCodeAt(r),w=m[y];if((w&s)!==0){A=w&8;break}(w&2)!==0?h===-1&&(h=r):h=-1,r++}if(a[g]===void 0){let y=h===-1?r:h;a[g]=e.slice(f,y)}if(A!==0)break e;continue e}(u&2)!==0?c===-1&&(c=r):c=-1,o|=d&65280|u,r++}}return{type:t,index:r,parameters:a}}function Xe(e,t,r){let n="";for(let s=t;s<r;s++)e.charCodeAt(s)===92&&(n+=e.slice(t,s),t=++s);return n+e.slice(t,r)}var Ze=/^-?\d+$/,F=/^-?\d+n+$/,S=JSON.stringify,G=JSON.parse,ge=/^-?\d+n$/,de=/([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g,pe=/([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g,U=e=>e===void 0||typeof e=="function"||typeof e=="symbol",J=e=>e!==null&&typeof e=="object"&&e.constructor&&e.constructor.name==="RawJSON",Ye=(e,t,r)=>{let n="";typeof r=="number"?n=" ".repeat(Math.min(10,Math.max(0,Math.floor(r)))):typeof r=="string"&&(n=r.slice(0,10));let s=typeof t=="function",a=Array.isArray(t)?new Set(t.map(String)):null,i=(f,A,h)=>(h!==null&&typeof h=="object"&&typeof h.toJSON=="function"&&(h=h.toJSON(A)),typeof h=="string"&&F.test(h)?h+"n":typeof h=="bigint"?"rawJSON"in JSON?JSON.rawJSON(h.toString()):h.toString()+"n":(s&&(h=t.call(f,A,h)),h!==null&&typeof h=="object"&&(h instanceof Number||h instanceof String||h instanceof Boolean)&&(h=h.valueOf()),h)),o=i({"":e},"",e);if(U(o))return;let c=o===null||typeof o!="object",d=J(o);if(c||d)return S(o);let u=[],l=0,p=[{parent:{"":o},key:"",val:o,isArray:Array.isArray(o),keys:Array.isArray(o)?null:Object.keys(o),index:0,first:!0}],g=new WeakSet([o]);for(;p.length>0;){let f=p[p.length-1];f.index===0&&(u.push(f.isArray?"[":"{"),l++);let A=!1;if(f.isArray)if(f.index<f.val.length){f.first||u.push(","),n&&u.push(`
`+n.repeat(l));let h=f.val[f.index],y=i(f.val,String(f.index),h);if(U(y))u.push("null"),f.first=!1,f.index++;else{let w=y!==null&&typeof y=="object",k=J(y);if(w&&!k){if(g.has(y))throw new TypeError("Converting circular structure to JSON");g.add(y),p.push({parent:f.val,key:String(f.index),val:y,isArray:Array.isArray(y),keys:Array.isArray(y)?null:Object.keys(y),index:0,first:!0}),f.first=!1,f.index++}else u.push(S(y)),f.first=!1,f.index++}}else A=!0;else{for(;f.index<f.keys.length;){let y=f.keys[f.index++];if(a&&!a.has(y))continue;let k=f.val[y],b=i(f.val,y,k);if(U(b))continue;f.first||u.push(","),n?u.push(`
`+n.repeat(l)+S(y)+": "):u.push(S(y)+":");let v=b!==null&&typeof b=="object",N=J(b);if(v&&!N){if(g.has(b))throw new TypeError("Converting circular structure to JSON");g.add(b),p.push({parent:f.val,key:y,val:b,isArray:Array.isArray(b),keys:Array.isArray(b)?null:Object.keys(b),index:0,first:!0}),f.first=!1;break}else u.push(S(b)),f.first=!1}f.index>=f.keys.length&&p[p.length-1]===f&&(A=!0)}A&&(l--,!f.first&&n&&u.push(`
`+n.repeat(l)),u.push(f.isArray?"]":"}"),g.delete(f.val),p.pop())}return u.join("")},me=(e,t,r)=>{try{return"rawJSON"in JSON?S(e,(o,c)=>typeof c=="bigint"?JSON.rawJSON(c.toString()):typeof t=="function"?t(o,c):(Array.isArray(t)&&t.includes(o),c),r):e?S(e,(o,c)=>typeof c=="string"&&F.test(c)||typeof c=="bigint"?c.toString()+"n":typeof t=="function"?t(o,c):(Array.isArray(t)&&t.includes(o),c),r).replace(de,"$1$2$3").replace(pe,"$1$2$3"):S(e,t,r)}catch(n){if(n instanceof RangeError){let s=Ye(e,t,r);return s===void 0?void 0:"rawJSON"in JSON?s:s.replace(de,"$1$2$3").replace(pe,"$1$2$3")}throw n}},I=new Map,et=()=>{let e=JSON.parse.toString();if(I.has(e))return I.get(e);try{let t=JSON.parse("1",(r,n,s)=>!!s?.source&&s.source==="1");return I.set(e,t),t}catch{return I.set(e,!1),!1}},tt=(e,t,r,n)=>typeof t=="string"&&ge.test(t)?BigInt(t.slice(0,-1)):typeof t=="string"&&F.test(t)?t.slice(0,-1):typeof n=="function"?n(e,t,r):t,rt=(e,t)=>JSON.parse(e,(r,n,s)=>{let a=typeof n=="number",i=n>Number.MAX_SAFE_INTEGER||n<Number.MIN_SAFE_INTEGER,o=a&&i,c=s&&Ze.test(s.source);return o&&c?BigInt(s.source):typeof t=="function"?t(r,n,s):n}),be=Number.MAX_SAFE_INTEGER.toString(),he=be.length,nt=/"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g,st=/^"-?\d+n+"$/,ot=(e,t)=>{let r={"":e},n=[{parent:r,key:"",visited:!1}];for(;n.length>0;){let s=n[n.length-1];if(s.visited){let{parent:a,key:i}=s,o=a[i];typeof o=="string"&&(ge.test(o)?o=BigInt(o.slice(0,-1)):F.test(o)&&(o=o.slice(0,-1))),typeof t=="function"&&(o=t.call(a,i,o)),o===void 0?delete a[i]:a[i]=o,n.pop()}else{s.visited=!0;let a=s.parent[s.key];if(a!==null&&typeof a=="object"){let o=Object.keys(a);for(let c=o.length-1;c>=0;c--)n.push({parent:a,key:o[c],visited:!1})}}}return r[""]},ye=e=>e.replace(nt,(t,r,n,s)=>{let a=t[0]==='"';if(a&&st.test(t))return t.substring(0,t.length-1)+'n"';let o=n||s,c=r&&(r.length<he||r.length===he&&r<=be);return a||o||c?t:'"'+t+'n"'}),we=(e,t)=>{if(!e)return G(e,t);try{if(et())return rt(e,t);let r=ye(e);return G(r,(n,s,a)=>tt(n,s,a,t))}catch(r){if(r instanceof RangeError){let n=ye(e),s=G(n);return ot(s,t)}throw r}};var E=class extends Error{name;status;request;response;constructor(t,r,n){super(t,{cause:n.cause}),this.name="HttpError",this.status=Number.parseInt(r),Number.isNaN(this.status)&&(this.status=0);"response"in n&&(this.response=n.response);let s=Object.assign({},n.request);n.request.headers.authorization&&(s.headers=Object.assign({},n.request.headers,{authorization:n.request.headers.authorization.replace(/(?<! ) .*$/," [REDACTED]")})),s.url=s.url.replace(/\bclient_secret=\w+/g,"client_secret=[REDACTED]").replace(/\baccess_token=\w+/g,"access_token=[REDACTED]"),this.request=s}};var it="10.0.16",at={headers:{"user-agent":`octokit-request.js/${it} ${O()}`}};function ct(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let r=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof r=="function"&&r instanceof r&&Function.prototype.call(r)===Function.prototype.call(e)}var Ae=()=>"";async function Oe(e){let t=e.request?.fetch||globalThis.fetch;if(!t)throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");let r=e.request?.log||console,n=e.request?.parseSuccessResponseBody!==!1,s=ct(e.body)||Array.isArray(e.body)?me(e.body):e.body,a=Object.fromEntries(Object.entries(e.headers).map(([l,p])=>[l,String(p)])),i;try{i=await t(e.url,{method:e.method,body:s,redirect:e.request?.redirect,headers:a,signal:e.request?.signal,...e.body&&{duplex:"half"}})}catch(l){let p="Unknown Error";if(l instanceof Error){if(l.name==="AbortError")throw l.status=500,l;p=l.message,l.name==="TypeError"&&"cause"in l&&(l.cause instanceof Error?p=l.cause.message:typeof l.cause=="string"&&(p=l.cause))}let g=new E(p,500,{request:e});throw g.cause=l,g}let o=i.status,c=i.url,d={};for(let[l,p]of i.headers)d[l]=p;let u={url:c,status:o,headers:d,data:""};if("deprecation"in d){let l=d.link&&d.link.match(/<([^<>]+)>; rel="deprecation"/),p=l&&l.pop();r.warn(`[@octokit/request] "${e.method} ${e.url}" is deprecated. It is scheduled to be removed on ${d.sunset}${p?`. See ${p}`:""}`)}if(o===204||o===205)return u;if(e.method==="HEAD"){if(o<400)return u;throw new E(i.statusText,o,{response:u,request:e})}if(o===304)throw u.data=await L(i),new E("Not modified",o,{response:u,request:e});if(o>=400)throw u.data=await L(i),new E(ft(u.data),o,{response:u,request:e});return u.data=n?await L(i):i.body,u}async function L(e){let t=e.headers.get("content-type");if(!t)return e.text().catch(Ae);let r=le(t);if(ut(r)){let n="";try{return n=await e.text(),we(n)}catch{return n}}else return r.type.startsWith("text/")||r.parameters.charset?.toLowerCase()==="utf-8"&&r.type!=="application/octet-stream"?e.text().catch(Ae):e.arrayBuffer().catch(()=>new ArrayBuffer(0))}function ut(e){return e.type==="application/json"||e.type==="application/scim+json"}function ft(e){if(typeof e=="string")return e;if(e instanceof ArrayBuffer)return"Unknown error";if(typeof e=="object"&&e!==null&&"message"in e){let t=e,r="documentation_url"in t?` - ${t.documentation_url}`:"";return Array.isArray(t.errors)?`${t.message}: ${t.errors.map(n=>JSON.stringify(n)).join(", ")}${r}`:`${t.message}${r}`}return`Unknown error: ${JSON.stringify(e)}`}function B(e,t){let r=e.defaults(t);return Object.assign(function(s,a){let i=r.merge(s,a);if(!i.request||!i.request.hook)return Oe(r.parse(i));let o=(c,d)=>Oe(r.parse(r.merge(c,d)));return Object.assign(o,{endpoint:r,defaults:B.bind(null,r)}),i.request.hook(o,i)},{endpoint:r,defaults:B.bind(null,r)})}var q=B(ue,at);var lt="0.0.0-development";function dt(e){return`Request failed due to following response errors:
`+e.errors.map(t=>` - ${t.message}`).join(`
`)}var pt=class extends Error{constructor(e,t,r){super(dt(r)),this.request=e,this.headers=t,this.response=r,this.errors=r.errors,this.data=r.data,Error.captureStackTrace&&Error.captureStackTrace(this,this.constructor)}request;headers;response;name="GraphqlResponseError";errors;data},ht=["method","baseUrl","url","headers","request","query","mediaType","operationName"],yt=["query","method","url"],Se=/\/api\/v3\/?$/;function gt(e,t,r){if(r){if(typeof t=="string"&&"query"in r)return Promise.reject(new Error('[@octokit/graphql] "query" cannot be used as variable name'));for(let i in r)if(yt.includes(i))return Promise.reject(new Error(`[@octokit/graphql] "${i}" cannot be used as variable name`))}let n=typeof t=="string"?Object.assign({query:t},r):t,s=Object.keys(n).reduce((i,o)=>ht.includes(o)?(i[o]=n[o],i):(i.variables||(i.variables={}),i.variables[o]=n[o],i),{}),a=n.baseUrl||e.endpoint.DEFAULTS.baseUrl;return Se.test(a)&&(s.url=a.replace(Se,"/api/graphql")),e(s).then(i=>{if(i.data.errors){let o={};for(let c of Object.keys(i.headers))o[c]=i.headers[c];throw new pt(s,o,i.data)}return i.data.data})}function H(e,t){let r=e.defaults(t);return Object.assign((s,a)=>gt(r,s,a),{defaults:H.bind(null,r),endpoint:r.endpoint})}var cr=H(q,{headers:{"user-agent":`octokit-graphql.js/${lt} ${O()}`},method:"POST",url:"/graphql"});function ke(e){return H(e,{method:"POST",url:"/graphql"})}var D="(?:[a-zA-Z0-9_-]+)",Ee="\\.",Ne=new RegExp(`^${D}${Ee}${D}${Ee}${D}$`),mt=Ne.test.bind(Ne);async function bt(e){let t=mt(e),r=e.startsWith("v1.")||e.startsWith("ghs_"),n=e.startsWith("ghu_");return{type:"token",token:e,tokenType:t?"app":r?"installation":n?"user-to-server":"oauth"}}function wt(e){return e.split(/\./).length===3?`bearer ${e}`:`token ${e}`}async function At(e,t,r,n){let s=t.endpoint.merge(r,n);return s.headers.authorization=wt(e),t(s)}var Re=function(t){if(!t)throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");if(typeof t!="string")throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");return t=t.replace(/^(token|bearer) +/i,""),Object.assign(bt.bind(null,t),{hook:At.bind(null,t)})};var W="7.0.8";var je=()=>{},Ot=console.warn.bind(console),St=console.error.bind(console);function kt(e={}){return typeof e.debug!="function"&&(e.debug=je),typeof e.info!="function"&&(e.info=je),typeof e.warn!="function"&&(e.warn=Ot),typeof e.error!="function"&&(e.error=St),e}var Te=`octokit-core.js/${W} ${O()}`,M=class{static VERSION=W;static defaults(t){return class extends this{constructor(...n){let s=n[0]||{};if(typeof t=="function"){super(t(s));return}super(Object.assign({},t,s,s.userAgent&&t.userAgent?{userAgent:`${s.userAgent} ${t.userAgent}`}:null))}}}static plugins=[];static plugin(...t){let r=this.plugins;return class extends this{static plugins=r.concat(t.filter(s=>!r.includes(s)))}}constructor(t={}){let r=new re.Collection,n={baseUrl:q.endpoint.DEFAULTS.baseUrl,headers:{},request:Object.assign({},t.request,{hook:r.bind(null,"request")}),mediaType:{previews:[],format:""}};if(n.headers["user-agent"]=t.userAgent?`${t.userAgent} ${Te}`:Te,t.baseUrl&&(n.baseUrl=t.baseUrl),t.previews&&(n.mediaType.previews=t.previews),t.timeZone&&(n.headers["time-zone"]=t.timeZone),this.request=q.defaults(n),this.graphql=ke(this.request).defaults(n),this.log=kt(t.log),this.hook=r,t.authStrategy){let{authStrategy:a,...i}=t,o=a(Object.assign({request:this.request,log:this.log,octokit:this,octokitOptions:i},t.auth));r.wrap("request",o.hook),this.auth=o}else if(!t.auth)this.auth=async()=>({type:"unauthenticated"});else{let a=Re(t.auth);r.wrap("request",a.hook),this.auth=a}let s=this.constructor;for(let a=0;a<s.plugins.length;++a)Object.assign(this,s.plugins[a](this,t))}request;graphql;log;hook;auth};function Ce(e,{baseMs:t,longestMs:r},n){return Math.min(t*2**(e-1),r)*(.5+n()/2)}function V(e,t){if(!Et(e))return;let{status:r,response:n}=e;return n===void 0||r>=500||r===408?{kind:"ambiguous"}:Rt(e)?{kind:"throttled",retryAfterMs:Ct(e,t)}:r===401||r===403?{kind:"forbidden"}:r===404||Nt(e)?{kind:"missing"}:{kind:"rejected"}}function Q(e,t){return Object.assign(new Error(t),{name:"HttpError",status:e,response:{headers:{}}})}function Et(e){return e instanceof Error&&e.name==="HttpError"&&"status"in e&&typeof e.status=="number"}function Nt({status:e,message:t}){return e===422&&/^No commit found/i.test(t)}var qe=/secondary rate limit|abuse detection/i;function Rt({status:e,response:t,message:r}){if(e===429)return!0;if(e!==403||t===void 0)return!1;let n=t.headers;return n["retry-after"]!==void 0||n["x-ratelimit-remaining"]==="0"||qe.test(r)}var jt=6e4,Tt=24*36e5;function Ct({response:e,message:t},r){let n=e?.headers??{},s=Number(n["retry-after"]);if(n["retry-after"]!==void 0&&Number.isFinite(s))return $e(s*1e3);let a=Number(n["x-ratelimit-reset"]);return n["x-ratelimit-remaining"]==="0"&&Number.isFinite(a)?$e(a*1e3-r):qe.test(t)?jt:void 0}function $e(e){return Math.min(Math.max(0,e),Tt)}var K=class extends Error{constructor(t,r){super(`GitHub's answer was lost: ${t}`,{cause:r}),this.name="AmbiguousAnswer"}},qt=9e4,vt={baseMs:400,longestMs:8e3};function $r(e){let t=new M({auth:e.token,baseUrl:e.apiUrl,userAgent:"breakglass",request:{fetch:e.fetch},log:{debug:()=>{},info:()=>{},warn:()=>{},error:()=>{}}}),r={owner:e.owner,repo:e.name},n={"x-github-api-version":"2022-11-28"},s=async(a,i,o={})=>{let c=i.replace(" "," /repos/{owner}/{repo}"),d=i.startsWith("GET ")?void 0:i;return _e(e,a,async()=>(await ve(e,d,()=>t.request(c,{...o,...r,headers:n}))).data)};return{owner:e.owner,name:e.name,clock:e.clock,random:e.random??Math.random,rest:s,find:(a,i,o)=>s(a,i,o).catch(Pt),graphql:(a,i,o)=>_e(e,a,async()=>{let c=()=>t.request(`POST ${e.graphqlUrl}`,{query:i,variables:o}),{data:d}=await ve(e,_t.exec(i)?.[1],c);return Gt(Ut(d))})}}var _t=/^\s*mutation[^{]*\{\s*(\w+)/;async function ve({clock:e,onCall:t},r,n){if(r===void 0||t===void 0)return n();let s=e.now(),a=(i,o)=>t({service:"github",operation:r,access:"write",requestId:typeof o=="string"?o:null,outcome:i,ms:e.now()-s});try{let i=await n();return a(It(i.data)??"ok",i.headers["x-github-request-id"]),i}catch(i){let o=i instanceof Error&&"status"in i?String(i.status):"network";throw a(o,null),i}}function It(e){let t=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(e)?e.errors:void 0,[r]=Array.isArray(t)?t:[];return (0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(r)&&typeof r.type=="string"?r.type:void 0}async function _e(e,t,r){let{clock:n,random:s=Math.random,deadlineMs:a}=e,i=n.now();for(let o=1;;o+=1)try{return await r()}catch(c){let d=V(c,n.now());if(d===void 0)throw c;if(d.kind==="ambiguous"&&!t.repeatable)throw new K(t.what,c);let u=Ft(d,o,s),l=i+(a??(d.kind==="throttled"?qt:6e4)),p=d.kind==="ambiguous"&&t.once===!0;if(u===void 0||p||n.now()+u>l)throw Mt(c,d,t,n.now());await n.sleep(u)}}function Ft(e,t,r){if(e.kind!=="throttled"&&e.kind!=="ambiguous")return;let n=Ce(t,vt,r);return e.kind==="throttled"?(e.retryAfterMs??0)+n:n}function Mt(e,t,r,n){let s=`cannot ${r.what}: ${e instanceof Error?e.message:String(e)}`;if(t.kind==="forbidden")return xt(s,r.permission,e);if(t.kind==="missing"||t.kind==="rejected")return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",s,{cause:e});if(t.kind==="throttled"&&t.retryAfterMs!==void 0){let a=n+t.retryAfterMs,o=`GitHub limits what this repository's workflows may ask, until ${new Date(a).toISOString()}: make a new request then`;return new _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_0__.a("github-unavailable",s,{hint:o,cause:e,retryAt:a})}return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("github-unavailable",s,{hint:"see https://www.githubstatus.com, then make a new request",cause:e})}function xt(e,t,r){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("github-forbidden",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
permissions:
  ${t}`,cause:r})}function Pt(e){if(!(e instanceof _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a&&V(e.cause,0)?.kind==="missing"))throw e}function Gt(e){let[t]=e.ok?[]:e.errors;if(t===void 0)return e;if(t.type==="RATE_LIMITED")throw Q(429,t.message);if(t.message.startsWith("Something went wrong while executing your query"))throw Q(502,t.message);return e}function Ut(e){let{data:t=null,errors:r=[]}=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(e)?e:{};return!Array.isArray(r)||r.length===0?{ok:!0,data:t}:{ok:!1,errors:r.filter(_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a).map(({type:n,message:s})=>({type:Ie(n),message:Ie(s)}))}}function Ie(e){return typeof e=="string"?e:""}


/***/ }),

/***/ 3552:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e),
/* harmony export */   b: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
var e=class extends _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a{retryAt;constructor(o,s,t){super(o,s,t),this.name="TryLater",this.retryAt=t.retryAt}};function u(r){return r instanceof e?r.retryAt:r instanceof Error&&r.cause!==void 0?u(r.cause):void 0}


/***/ }),

/***/ 7616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ n)
/* harmony export */ });
function n(e){return new Date(e.now()).toISOString()}


/***/ }),

/***/ 1769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ x)
/* harmony export */ });
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5217);
function u(r){for(let n=0;n<r.length;n++){let e=r.charCodeAt(n);if(e>=55296&&e<=56319){if(n===r.length-1)return!0;let t=r.charCodeAt(n+1);if(!(t>=56320&&t<=57343))return!0;n++}else if(e>=56320&&e<=57343)return!0}return!1}function o(r,n=new Set){if(typeof r=="number"&&isNaN(r))throw new Error("NaN is not allowed");if(typeof r=="number"&&!isFinite(r))throw new Error("Infinity is not allowed");if(typeof r=="string"&&u(r))throw new Error("Lone surrogate is not allowed");if(r===null||typeof r!="object")return JSON.stringify(r);if(typeof r.toJSON=="function"){if(n.has(r))throw new Error("Circular reference detected");n.add(r);let t=o(r.toJSON(),n);return n.delete(r),t}if(n.has(r))throw new Error("Circular reference detected");n.add(r);let e;if(Array.isArray(r))e=`[${r.map(i=>o(i===void 0||typeof i=="symbol"?null:i,n)).join(",")}]`;else{let t=[];for(let i of Object.keys(r).sort())r[i]===void 0||typeof r[i]=="symbol"||t.push(`${o(i)}:${o(r[i],n)}`);e=`{${t.join(",")}}`}return n.delete(r),e}function g(r){let n;try{n=l(r)??o(r)}catch(e){throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("internal","a value has no canonical JSON",{cause:e})}if(n===void 0)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("internal","a value has no canonical JSON");return n}var d="\\ud";function l(r){let n=s(r)?JSON.stringify(r):void 0;return n?.includes(d)===!0?void 0:n}function s(r){if(typeof r=="number")return Number.isFinite(r);if(typeof r!="object")return typeof r=="string"||typeof r=="boolean";if(r===null)return!0;if(Array.isArray(r)){for(let e of r)if(!s(e))return!1;return!0}if(Object.getPrototypeOf(r)!==Object.prototype)return!1;let n;for(let e of Object.keys(r)){if(n!==void 0&&e<n||!s(r[e]))return!1;n=e}return!0}function m(r){return (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.hash)("sha256",r)}function x(r){let n=JSON.stringify(r).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g,(e,t)=>t===void 0?e:"\\ufffd");return JSON.parse(n)}


/***/ }),

/***/ 53:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ mt),
  b: () => (/* binding */ lt)
});

// EXTERNAL MODULE: ./build-shaken/chunk-ODL533F3.js
var chunk_ODL533F3 = __nccwpck_require__(298);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./build-shaken/chunk-GEGKX53U.js
function u(n){return n==null?"":typeof n=="string"||n instanceof String?n:JSON.stringify(n)}function l(n,t,e){let r=new w(n,t,e);process.stdout.write(r.toString()+external_os_namespaceObject.EOL)}var _="::",w=class{constructor(t,e,r){t||(t="missing.command"),this.command=t,this.properties=e,this.message=r}toString(){let t=_+this.command;if(this.properties&&Object.keys(this.properties).length>0){t+=" ";let e=!0;for(let r in this.properties)if(this.properties.hasOwnProperty(r)){let s=this.properties[r];s&&(e?e=!1:t+=",",t+=`${r}=${B(s)}`)}}return t+=`${_}${A(this.message)}`,t}};function A(n){return u(n).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A")}function B(n){return u(n).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A").replace(/:/g,"%3A").replace(/,/g,"%2C")}function y(n,t){let e=process.env[`GITHUB_${n}`];if(!e)throw new Error(`Unable to find environment variable for file command ${n}`);if(!external_fs_namespaceObject.existsSync(e))throw new Error(`Missing file at path: ${e}`);external_fs_namespaceObject.appendFileSync(e,`${u(t)}${external_os_namespaceObject.EOL}`,{encoding:"utf8"})}function v(n,t){let e=`ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`,r=u(t);if(n.includes(e))throw new Error(`Unexpected input: name should not contain the delimiter "${e}"`);if(r.includes(e))throw new Error(`Unexpected input: value should not contain the delimiter "${e}"`);return`${n}<<${e}${external_os_namespaceObject.EOL}${r}${external_os_namespaceObject.EOL}${e}`}var O=function(n,t,e,r){function s(i){return i instanceof e?i:new e(function(o){o(i)})}return new(e||(e=Promise))(function(i,o){function d(a){try{c(r.next(a))}catch(m){o(m)}}function g(a){try{c(r.throw(a))}catch(m){o(m)}}function c(a){a.done?i(a.value):s(a.value).then(d,g)}c((r=r.apply(n,t||[])).next())})},{access:M,appendFile:N,writeFile:F}=external_fs_namespaceObject.promises,T="GITHUB_STEP_SUMMARY";var E=class{constructor(){this._buffer=""}filePath(){return O(this,void 0,void 0,function*(){if(this._filePath)return this._filePath;let t=process.env[T];if(!t)throw new Error(`Unable to find environment variable for $${T}. Check if your runtime environment supports job summaries.`);try{yield M(t,external_fs_namespaceObject.constants.R_OK|external_fs_namespaceObject.constants.W_OK)}catch{throw new Error(`Unable to access summary file: '${t}'. Check if the file has correct read/write permissions.`)}return this._filePath=t,this._filePath})}wrap(t,e,r={}){let s=Object.entries(r).map(([i,o])=>` ${i}="${o}"`).join("");return e?`<${t}${s}>${e}</${t}>`:`<${t}${s}>`}write(t){return O(this,void 0,void 0,function*(){let e=!!t?.overwrite,r=yield this.filePath();return yield(e?F:N)(r,this._buffer,{encoding:"utf8"}),this.emptyBuffer()})}clear(){return O(this,void 0,void 0,function*(){return this.emptyBuffer().write({overwrite:!0})})}stringify(){return this._buffer}isEmptyBuffer(){return this._buffer.length===0}emptyBuffer(){return this._buffer="",this}addRaw(t,e=!1){return this._buffer+=t,e?this.addEOL():this}addEOL(){return this.addRaw(external_os_namespaceObject.EOL)}addCodeBlock(t,e){let r=Object.assign({},e&&{lang:e}),s=this.wrap("pre",this.wrap("code",t),r);return this.addRaw(s).addEOL()}addList(t,e=!1){let r=e?"ol":"ul",s=t.map(o=>this.wrap("li",o)).join(""),i=this.wrap(r,s);return this.addRaw(i).addEOL()}addTable(t){let e=t.map(s=>{let i=s.map(o=>{if(typeof o=="string")return this.wrap("td",o);let{header:d,data:g,colspan:c,rowspan:a}=o,m=d?"th":"td",k=Object.assign(Object.assign({},c&&{colspan:c}),a&&{rowspan:a});return this.wrap(m,g,k)}).join("");return this.wrap("tr",i)}).join(""),r=this.wrap("table",e);return this.addRaw(r).addEOL()}addDetails(t,e){let r=this.wrap("details",this.wrap("summary",t)+e);return this.addRaw(r).addEOL()}addImage(t,e,r){let{width:s,height:i}=r||{},o=Object.assign(Object.assign({},s&&{width:s}),i&&{height:i}),d=this.wrap("img",null,Object.assign({src:t,alt:e},o));return this.addRaw(d).addEOL()}addHeading(t,e){let r=`h${e}`,s=["h1","h2","h3","h4","h5","h6"].includes(r)?r:"h1",i=this.wrap(s,t);return this.addRaw(i).addEOL()}addSeparator(){let t=this.wrap("hr",null);return this.addRaw(t).addEOL()}addBreak(){let t=this.wrap("br",null);return this.addRaw(t).addEOL()}addQuote(t,e){let r=Object.assign({},e&&{cite:e}),s=this.wrap("blockquote",t,r);return this.addRaw(s).addEOL()}addLink(t,e){let r=this.wrap("a",t,{href:e});return this.addRaw(r).addEOL()}},H=new E;var $=H;var I=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;function b(n){return n.split(/\r\n|\r|\n/).map(t=>t.replaceAll("	","  ").replace(I,"").replace(/^(\s*):(?=:)/u,"$1: ").replaceAll("##[","## ["))}var mt=["session","outcome","request","environment","digest","seen","page","waiting-environment","waiting-install","record","commit"],V=1024*1024,D=4e3,G={command:l,output:Y,summarise:q,fail:()=>{process.exitCode=1}};function lt(n=e=>{process.stdout.write(`${e}
`)},t=G){let e=new Set,r=i=>[...e].reduce((o,d)=>o.replaceAll(d,"***"),i),s=i=>b(r(i)).forEach(o=>n(o));return{mask:i=>K(e,i,t),log:s,group:(i,o)=>{t.command("group",{},h(r(i))),s(o),t.command("endgroup",{},"")},warn:i=>t.command("warning",{},h(r(i))),fail:i=>{U(i,r,s,t),t.fail()},annotate:i=>U(i,r,s,t),output:(i,o)=>t.output(i,o),summarise:i=>t.summarise(r(i)),reporter:i=>({report:o=>Z(o,i,s)})}}function K(n,t,e){for(let r of t.split(/\r?\n/))r.trim()===""||n.has(r)||(n.add(r),e.command("add-mask",{},r))}function U(n,t,e,r){let s=n.at,i=s===void 0?{}:{file:s.file,line:s.line,col:s.column},o=h(t(`${n.code}: ${n.message}`));r.command("error",{title:`breakglass: ${n.code}`,...i},o),s!==void 0&&e(`at ${(0,chunk_ODL533F3.b)(s)}`),n.hint!==void 0&&e(`what to do: ${n.hint}`)}function Y(n,t){process.env.GITHUB_OUTPUT&&y("OUTPUT",v(n,t))}async function q(n){if(Buffer.byteLength(n)>V){l("warning",{},"the summary is longer than GitHub accepts: see report.md in the audit branch");return}try{await $.addRaw(n,!0).write()}catch(t){l("warning",{},h(`no step summary: ${(0,chunk_ODL533F3.c)(t).message}`))}}function Z(n,t,e){try{let r=t(n);r!==void 0&&e(r)}catch{e(`${n.at} ${n.type}`)}}function h(n){return b(n).join(`
`).slice(0,D)}


/***/ }),

/***/ 3190:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   b: () => (/* binding */ s)
/* harmony export */ });
function o(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function s(e,n){if(e===n)return!0;if(Array.isArray(e)&&Array.isArray(n))return e.length===n.length&&e.every((r,i)=>s(r,n[i]));if(!o(e)||!o(n))return!1;let t=Object.keys(e);return t.length===Object.keys(n).length&&t.every(r=>Object.hasOwn(n,r)&&s(e[r],n[r]))}


/***/ }),

/***/ 1945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   b: () => (/* binding */ r),
/* harmony export */   c: () => (/* binding */ s)
/* harmony export */ });
var o=["opened","prepared","applied","verified","monitored","rolled-back","left","taken-over","unsealed","sealed","closed","refused"],r=["succeeded","rolled-back","refused","failed"];function s(e,t){return`${e}.${t.slice(0,16)}`}


/***/ }),

/***/ 885:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ f),
/* harmony export */   c: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
function c(r){let[t,e,n,o,s,...a]=r.split(":");if(!(t!=="arn"||!e||!n||o===void 0||s===void 0||a.length===0))return{partition:e,service:n,region:o,account:s,resource:a.join(":")}}function f(r,t){let e=c(r);if(e===void 0)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("invalid-value",`"${r}" is not an ARN`);for(let n of["partition","account","region"])if(e[n]!==t[n])throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("foreign-resource",`${r} is in ${n} "${e[n]}", the install in "${t[n]}"`,{hint:`name a resource of ${n} "${t[n]}"`});return e}function g(r){return r.startsWith("cn-")?"aws-cn":r.startsWith("us-gov-")?"aws-us-gov":"aws"}


/***/ }),

/***/ 3398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   b: () => (/* binding */ d),
/* harmony export */   c: () => (/* binding */ i),
/* harmony export */   d: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
var o=class extends _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a{settle;constructor(e,t){super(e.code,e.message,{cause:e,...e.hint===void 0?{}:{hint:e.hint}}),this.name="LinkInDoubt",this.settle=t}};function d(n,e){return e.id===void 0?n.login.toLowerCase()===e.login.toLowerCase():n.id===e.id}function i(n){return[...new Map(n.map(e=>[e.id,e])).values()]}function s(n){return`${n.login}#${n.id}`}


/***/ }),

/***/ 2097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ Go),
/* harmony export */   b: () => (/* binding */ xo),
/* harmony export */   c: () => (/* binding */ Zn)
/* harmony export */ });
/* harmony import */ var _chunk_4U3CR7UJ_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(734);
/* harmony import */ var _chunk_HO7WNNPN_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3398);
/* harmony import */ var _chunk_3YONEMD4_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5896);
/* harmony import */ var _chunk_U56MFJNB_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(6020);
/* harmony import */ var _chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4489);
/* harmony import */ var _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(1495);
/* harmony import */ var _chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(7616);
/* harmony import */ var _chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(3649);
/* harmony import */ var _chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(5050);
/* harmony import */ var _chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(1219);
/* harmony import */ var _chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(6619);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(8079);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(6128);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(298);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(4708);
function Be(e,t,n){return`${(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_11__.a)({version:1,repository:e,repositoryId:t,at:n})}
`}var Ne=["audit","drill"],Q=50,qe=300,Le=_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.j+1;async function Fe(e,t,n){let r=await D(e,`heads/${t}`);if(r===void 0)return;if(r.oid===n?.commit)return n;let s=await je(e,r)??(await Ot(e,t,r.oid))?.previous;return{commit:r.oid,previous:s??await Bt(e,t,r)}}async function De(e,t,n){for(let{oid:r}of await Z(e,t,n.path,1))if((await D(e,r))?.added.get(n.path)===n.blob)return r}async function je(e,t){let n=(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.k)({...t,added:[...t.added.keys()]});if(n===void 0)return;let r=n.slice(0,n.lastIndexOf("/")),s=await (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.n)(e,t.oid,r),o=c=>s?.get(c.slice(r.length+1))?.size;if(![...t.added.keys()].every(c=>o(c)!==void 0)||(o(n)??1/0)>_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.i)return;let a=await (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.o)(e,t.added.get(n)??"");return (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.l)(a)===void 0?void 0:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_11__.b)(a)}async function Ot(e,t,n){let[r,s]=await Promise.all(Ne.map(i=>Me(e,t,n,i)));return r===void 0||s===void 0?r??s:(await Me(e,t,r.commit,Ne[1]))?.commit===s.commit?r:s}async function Me(e,t,n,r){for(let s=1;s<=qe/Q;s+=1){let o=await Z(e,n,r,s);for(let{oid:i,parents:a}of o){let c=a===1?await D(e,i):void 0,d=c===void 0?void 0:await je(e,c);if(d!==void 0)return{commit:i,previous:d}}if(o.length<Q)return}throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("audit-invalid",`${qe} commits of ${t} touch ${r}/ and are no links`,{hint:"somebody else writes to the audit branch. Keep it as evidence, stop them by the rules of the branch, open a new audit branch, and name that one by the input audit-branch"})}async function Bt(e,t,n){let s=(n.parents===0?[]:await Z(e,n.oid,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.b,1)).findLast(({parents:a})=>a===0),o=s===void 0?n:await D(e,s.oid),i=o?.parents===0?o.added.get(_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.b):void 0;if(i!==void 0)return (0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_11__.b)(await (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.o)(e,i));throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("audit-invalid",`the first commit of ${t} does not add ${_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.b}`,{hint:"it is no audit branch: name the one that is by the input audit-branch"})}async function Z(e,t,n,r){let s=await e.rest(_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.m,"GET /commits",{sha:t,path:n,per_page:Q,page:r});return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.c)(s,"commits").map(o=>({oid:o.text("sha"),parents:o.list("parents").length}))}async function D(e,t){let n=await e.find(_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.m,"GET /commits/{ref}",{ref:t,per_page:Le});if(n===void 0)return;let r=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(n,"commit"),s=r.value("files")===void 0?[]:r.list("files").slice(0,Le);return{oid:r.text("sha"),parents:r.list("parents").length,added:new Map(s.filter(Ce).map(o=>[o.text("filename"),o.text("sha")])),otherwise:!s.every(Ce)}}function Ce(e){return e.value("status")==="added"&&typeof e.value("sha")=="string"}var Ke=80,ee=24e4,Nt=100,Ue=3e3,Je=9,We={baseMs:1e3,longestMs:6e4};function qt(e){return e>=Je?Ue/(e-Je+1):Math.min(Nt*1.5**e,Ue)}function ze(e,t,n){let{clock:r,random:s}=e,o=0,i=async c=>{for(;;)try{await n(o===0?e:Lt(e));return}catch(d){let p=c-r.now();if((0,_chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.c)(d).code!=="github-unavailable"||p<=0)throw d;o+=1,await r.sleep(Math.min((0,_chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__.a)(o,We,s),p))}};return{begin:c=>{let d=r.now(),p=0,m=d+(c?6e4:ee);return{again:async y=>{let h=r.now();if(y==="stale"?m=d+ee:o===0&&(m=Math.min(m,h+6e4)),o=y==="stale"?0:o+1,p+=1,h>=m||p>=Ke)throw y==="stale"?Mt(t):Ct(t);let A=y==="stale"?qt(p-1)*s():(0,_chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__.a)(o,We,s);await r.sleep(Math.min(A,m-h)),await i(Math.min(m,r.now()+6e4))}}},heard:()=>{o=0},relocate:()=>i(r.now()+6e4)}}function Lt(e){return{...e,rest:(t,...n)=>e.rest({...t,once:!0},...n),find:(t,...n)=>e.find({...t,once:!0},...n),graphql:(t,...n)=>e.graphql({...t,once:!0},...n)}}function Mt(e){let t=ee/6e4;return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("audit-contention",`others were faster on ${e} at each of ${Ke} tries, or for ${t} minutes`,{hint:"see what else commits to the audit branch, then make a new request"})}function Ct(e){let t=`GitHub took no commit to ${e} for ${6e4/1e3} seconds, or its answers were lost`;return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-unavailable",t,{hint:"see https://www.githubstatus.com, then make a new request"})}async function Ve({place:e,proof:t},{body:n,attachments:r},{onto:s,folder:o,at:i}){let a=n.state==="refused"?null:e.environment,c=(0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_7__.a)(n,{...e,environment:a,at:i},s.previous,r),d=(0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_7__.d)({...c,proof:await t((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_7__.c)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_7__.b)(c)))}),p=Buffer.byteLength(d);if(p>_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.i)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("audit-not-writable",`the link has ${p} bytes, at most ${_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.i} are read`,{hint:"split the playbook: what its resources look like before and after has to fit into one link"});let m=(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.d)(o,c),y=r.map(({name:h,content:A})=>({path:`${o}/${h}`,content:A}));return{onto:s,session:n.session,path:m,folder:o,text:d,files:[{path:m,content:d},...y],headline:`${n.state}: ${n.session}`}}async function Xe(e,t,n){let r=await (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.n)(e,t,n);if(r===void 0)throw te(n);return r}async function Ye(e,{path:t,files:n},r){let s=t.slice(0,t.lastIndexOf("/")),o=n.find(c=>r.has(c.path.slice(s.length+1))),i=(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.e)(t)?.sequence,a=[...r].filter(([c])=>(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.e)(`${s}/${c}`)?.sequence===i);for(let[c,d]of a){let p=await Ft(e,d);if(p!==void 0)throw Dt(`${s}/${c}`,p)}if(o!==void 0)throw te(o.path)}async function Ft(e,{oid:t,size:n=1/0}){return n>_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.i?void 0:(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.l)(await (0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.o)(e,t))}function Dt(e,t){if(t.state!=="taken-over"||!e.endsWith("-taken-over.json"))return te(e);let n=`run ${t.runId}, attempt ${t.runAttempt},`;return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("taken-over",`${n} took the session over at ${t.at}: ${e}`,{hint:"the recovery goes on from here: see its run; this one writes nothing more"})}function te(e){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("audit-invalid",`${e} is in the audit branch already`,{hint:"somebody else wrote it: see the commit that added it, then make a new request, which is another session"})}var ne=Symbol("lost answer");function Qe(e,t){let{branch:n,existing:r}=t,s=new Map(r===void 0?[]:[[r.session,r.folder]]),o,i,a=Promise.resolve(),c=async(l=e)=>{if(o=await Fe(l,n,o),o===void 0)throw Jt(t,(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_13__.a)(e.clock));return o},d=ze(e,n,c),p=(l,f)=>((o===void 0||o.commit===l.onto.commit)&&(o={commit:f,previous:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_11__.b)(l.text)},i?.commit===l.onto.commit&&(i.commit=f)),s.set(l.session,l.folder),d.heard(),{commit:f,path:l.path}),m=async(l,f)=>{let g=(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_13__.a)(e.clock),{session:I}=f.body,w=s.get(I)??(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.c)(I,t.place.drill,g),v=i?.commit===l.commit&&i.folder===w?i.names:void 0,[k,E]=await Promise.all([Ve(t,f,{onto:l,folder:w,at:g}),v??Xe(e,l.commit,w)]);return i={folder:w,names:E,commit:l.commit},await Ye(e,k,E),k},y=async(l,f)=>{let g=f,I=d.begin(f!==void 0);try{for(;;){let w=o??await t.located?.().catch(()=>{})??await c();if(o=w,g!==void 0&&g.onto.commit!==w.commit){let E=await Ut(e,w,g);if(E!==void 0)return p(g,E);g=void 0}let v=g??(l&&await m(w,l));if(v===void 0)return;let k=await jt(e,n,v);if(typeof k=="string")return p(v,k);k===ne&&(g=v),await I.again(k===ne?"lost":"stale")}}catch(w){throw g===void 0?w:A(w,g)}},h=l=>{let f=a.then(l);return a=f.catch(()=>{}),f},A=(l,f)=>new _chunk_HO7WNNPN_js__WEBPACK_IMPORTED_MODULE_1__.a((0,_chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.c)(l),()=>h(async()=>(await d.relocate(),y(void 0,f)))),R=async l=>{let f=await y(l);if(f===void 0)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("internal","a link was neither written nor refused");return f};return{locate:()=>h(()=>c()),append:(l,f=[])=>h(()=>R({body:l,attachments:f}))}}async function jt(e,t,n){try{return await (0,_chunk_3YONEMD4_js__WEBPACK_IMPORTED_MODULE_2__.a)(e,t,n.onto.commit,n.headline,n.files)}catch(r){if(r instanceof _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__.b)return ne;throw r}}function Ut(e,{commit:t},{path:n,text:r}){return De(e,t,{path:n,blob:(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_8__.a)(r)})}function Jt({branch:e,place:t},n){let o=`"$(printf '100644 blob %s\\taudit.json\\n' ${`"$(printf '%s\\n' '${Be(t.repository,t.repositoryId,n).trim()}' | git hash-object -w --stdin)"`} | git mktree)"`;return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("audit-branch-missing",`${t.repository} has no branch "${e}"`,{hint:`create it once, in a clone:
git push origin "$(git commit-tree ${o} -m 'open the audit trail')":refs/heads/${e}`})}function Ze(e,t){let n=Wt(e,"required_reviewers"),r=e.value("can_admins_bypass");return{name:e.text("name"),reviewers:(n?.list("reviewers")??[]).map(zt),canAdminsBypass:typeof r=="boolean"?r:null,deploymentBranches:{policy:Kt(e.optional("deployment_branch_policy")),patterns:t}}}function Wt(e,t){return(e.value("protection_rules")===void 0?[]:e.list("protection_rules")).find(r=>r.value("type")===t)}function et(e){let t=e.list("branch_policies").map(r=>({name:r.text("name"),type:r.oneOf("type",["branch","tag"])})),n=e.number("total_count");if(n===t.length)return t;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("deployment-branches",`${n} patterns may deploy to the environment, and GitHub lists ${t.length}`,{hint:"an admin leaves one of them, the default branch, under Settings, Environments"})}function Kt(e){return e?.value("protected_branches")===!0?"protected":e?.value("custom_branch_policies")===!0?"custom":"all"}function zt(e){let t=e.oneOf("type",["User","Team"]),n=e.object("reviewer");return{type:t,name:n.text(t==="User"?"login":"slug"),id:n.number("id")}}var j={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},tt=100,Vt=5;async function ot(e,t,n){let[r,s,o]=await Promise.all([e.rest(j,"GET /commits/{commit_sha}/pulls",{commit_sha:t}),n,(0,_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.a)(e,t)]),[i,...a]=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.c)(r,"pulls").filter(m=>Xt(m,t,s));if(i===void 0)return null;let{facts:c,commits:d}=await it(e,i.number("number"));return{pullRequest:{...c,mergedWith:a.map(m=>m.number("number"))},merge:(0,_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.b)(o,d)}}async function st(e,t){return(await it(e,t)).facts}async function it(e,t){let n={pull_number:t},[r,s,o,i]=await Promise.all([e.rest(j,"GET /pulls/{pull_number}",n),rt(e,"GET /pulls/{pull_number}/reviews",n),rt(e,"GET /pulls/{pull_number}/commits",n),e.rest(j,"GET /pulls/{pull_number}/files",{...n,per_page:2})]),a=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(r,"pull");return{facts:{number:t,author:a.account("user"),mergedBy:a.optional("merged_by")===void 0?null:a.account("merged_by"),headSha:a.object("head").text("sha"),base:a.object("base").text("ref"),commits:a.number("commits"),mergedWith:[],reviews:Yt(s),contributors:o.flatMap(at),unverified:[...o.flatMap(Zt),...en(a.number("commits"),o.length)],fromFork:nt(a,"head")!==nt(a,"base"),files:(0,_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.d)((0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.c)(i,"files"))},commits:o}}function Xt(e,t,n){return e.value("merge_commit_sha")!==t||typeof e.value("merged_at")!="string"?!1:e.object("base").text("ref")===n}function nt(e,t){return e.object(t).optional("repo")?.number("id")}async function rt(e,t,n){let r=[];for(let s=1;s<=Vt;s+=1){let o=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.c)(await e.rest(j,t,{...n,per_page:tt,page:s}),t);if(r.push(...o),o.length<tt)break}return r}function Yt(e){let t=new Map;for(let n of e){if(n.optional("user")===void 0)continue;let r=Qt(n),s=t.get(r.user.id),o=r.state!=="COMMENTED"&&r.state!=="PENDING";(s===void 0||o)&&t.set(r.user.id,r)}return[...t.values()]}function Qt(e){let t=e.value("commit_id"),n=e.value("body");return{user:e.account("user"),state:e.oneOf("state",["APPROVED","CHANGES_REQUESTED","COMMENTED","DISMISSED","PENDING"]),commitId:typeof t=="string"?t:null,body:typeof n=="string"?n:""}}function at(e){return["author","committer"].flatMap(t=>{let n=e.optional(t);return n===void 0||n.value("id")===void 0?[]:[(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.b)(n)]})}function Zt(e){let t=e.text("sha"),n=e.object("commit").optional("verification");if(n?.value("verified")!==!0){let r=n?.value("reason");return[{sha:t,reason:typeof r=="string"?r:"unknown"}]}return at(e).length===2?[]:[{sha:t,reason:"no account has its address"}]}function en(e,t){return e>t?[{sha:`after the ${t}th`,reason:"GitHub does not list it"}]:[]}var U={what:"read the run",permission:"actions: read",repeatable:!0},re={what:"read the repository",permission:"contents: read",repeatable:!0},tn={...re,what:"read the default branch"},ct="/environments/{environment_name}",nn="deployment-branch-policies",rn=100,on={...re,what:"read what an approver may do"};function ut(e,t){let n;return{begin:()=>{n=dt(e,t),n.catch(()=>{})},facts:async r=>{let s=n??dt(e,t);n=void 0;let o={environment_name:r},[[i,a,c,d],p,m]=await Promise.all([s,e.find({...U,what:"read the environment"},`GET ${ct}`,o),e.find({...U,what:"read the branches that may deploy"},`GET ${ct}/${nn}`,{...o,per_page:rn})]),y=mn((0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(a,"run"),t.ref);ln(y,t,d.sha);let h=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.c)(c,"approvals").map(fn),A=m===void 0?[]:et((0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(m,"deployment branches"));return{repository:i,run:y,environment:p===void 0?null:Ze((0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(p,"environment"),A),approvals:h,pullRequest:d.pullRequest,merge:d.merge,cannotPush:await dn(e,h,d.pullRequest)}}}}function dt(e,t){let{runId:n}=t,r=e.rest(re,"GET ").then(o=>(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(o,"repository")),s=r.then(o=>o.text("default_branch"));return Promise.all([Promise.all([r,s.then(o=>cn(e,o))]).then(pn),e.rest(U,"GET /actions/runs/{run_id}",{run_id:n}),e.rest({...U,what:"read the approvals"},"GET /actions/runs/{run_id}/approvals",{run_id:n}),sn(e,t,s)])}async function sn(e,t,n){let r=(0,_chunk_4U3CR7UJ_js__WEBPACK_IMPORTED_MODULE_0__.a)(t);if(r!==void 0){let[i,a]=await Promise.all([st(e,r),(0,_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.a)(e,t.sha)]);return{sha:an(a),pullRequest:i,merge:null}}let s={pullRequest:null,merge:null},o=t.eventName==="push"?await ot(e,t.sha,n):null;return{sha:t.sha,...o??s}}function an(e){let[,t,...n]=(0,_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.c)(e);return t===void 0||n.length>0?"no merge of a pull request":t}async function cn(e,t){let n=await e.find(tn,"GET /branches/{branch}",{branch:t});return n!==void 0&&(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(n,"branch").value("protected")===!0}async function dn(e,t,n){if(n===null||n.unverified.length===0)return[];let r=(0,_chunk_HO7WNNPN_js__WEBPACK_IMPORTED_MODULE_1__.c)([...t.map(({user:o})=>o),...n.reviews.map(({user:o})=>o)]),s=await Promise.all(r.map(o=>un(e,o)));return r.filter((o,i)=>s[i]===!0)}async function un(e,t){try{let n={username:t.login},r=await e.find(on,"GET /collaborators/{username}/permission",n);if(r===void 0)return!1;let s=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(r,"permission"),o=s.value("permission");return s.optional("user")?.value("id")===t.id&&(o==="read"||o==="none")}catch(n){if(n instanceof _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a&&n.code==="github-forbidden")return!1;throw n}}function ln(e,t,n){if(!(e.id===t.runId&&e.sha===n&&e.event===t.eventName))throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("not-in-actions",`the runner says run ${t.runId}, ${t.eventName} of ${n}; GitHub says ${e.id}, ${e.event} of ${e.sha}`,{hint:"do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself"})}function pn([e,t]){return{fullName:e.text("full_name"),id:e.number("id"),visibility:e.oneOf("visibility",["public","private","internal"]),defaultBranch:e.text("default_branch"),defaultBranchProtected:t}}function mn(e,t){let n=e.value("head_branch"),r=e.value("run_started_at");return{id:String(e.number("id")),attempt:e.number("run_attempt"),event:e.text("event"),sha:e.text("head_sha"),branch:typeof n=="string"&&t===`refs/heads/${n}`?n:null,actor:e.account("actor"),triggeringActor:e.account("triggering_actor"),startedAt:Date.parse(typeof r=="string"?r:e.text("created_at"))}}function fn(e){return{environments:e.list("environments").map(t=>t.text("name")),state:e.oneOf("state",["approved","rejected","pending"]),user:e.account("user"),comment:e.text("comment")}}var J={what:"take the lock",permission:"contents: write",repeatable:!0},yn={...J,repeatable:!1},P="0".repeat(40),gn=`mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`,hn="query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }",wn=`query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;async function oe(e,t,n){try{return await e.graphql(yn,gn,{input:{repositoryId:t,refUpdates:[n]}})}catch(r){if(r instanceof _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__.b)return;throw r}}async function W(e,t){let n=(await pt(e,wn,{ref:t})).optional("ref")?.optional("target");if(n===void 0)return;let r=n.value("message");return{oid:n.text("oid"),message:typeof r=="string"?r:""}}async function lt(e){return(await pt(e,hn,{})).text("id")}async function pt(e,t,n){let{owner:r,name:s}=e,o={...J,permission:"contents: read",what:"read the lock"},i=await e.graphql(o,t,{owner:r,name:s,...n});if(i.ok)return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(i.data,"data").object("repository");throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-rejected",`cannot read the lock: ${i.errors[0]?.message??""}`)}async function mt(e,{page:t,runAttempt:n},r,s){let o=JSON.stringify({session:r,run:t,runAttempt:n,since:(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_13__.a)(e.clock)}),i=await e.rest(J,"POST /git/trees",{tree:[{path:"lock.json",mode:"100644",type:"blob",content:`${o}
`}]}),a=await e.rest(J,"POST /git/commits",{message:o,tree:(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(i,"tree").text("sha"),parents:s});return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_9__.a)(a,"commit").text("sha")}var gt=5,ht=500;function wt(e,t){let n=new Map,r=(s,o=[])=>Promise.all([mt(e,t,s,o),lt(e)]);return{prepare:s=>{let o=r(s);o.catch(()=>{}),n.set(s,o)},acquire:async(s,o)=>{let i=n.get(o)??r(o);return n.delete(o),ft(e,t,{install:s,from:P,parts:i})},holder:async s=>{let o=await W(e,bt(s));return o===void 0?void 0:bn(o)},takeOver:(s,o,i)=>{let a=i===void 0||i.session===null?[]:[i.oid];return ft(e,t,{install:s,from:i?.oid??P,parts:r(o,a)})}}}async function ft(e,t,{install:n,from:r,parts:s}){let o=bt(n),[i,a]=await s,c=()=>yt(e,a,{ref:o,mine:i,to:r});try{await kn(e,a,{ref:o,mine:i,install:n,from:r,ownPage:t.page})}catch(d){throw d instanceof _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a&&d.code==="install-locked"||await c().catch(()=>{}),d}return{release:()=>yt(e,a,{ref:o,mine:i,to:P}),handBack:c}}function bn({oid:e,message:t}){let n=(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_14__.a)(t);return{oid:e,session:n?.session??null,runId:n===void 0?null:(0,_chunk_WEZIH22E_js__WEBPACK_IMPORTED_MODULE_14__.b)(n.run),since:n?.since??null}}function bt(e){return`refs/heads/break-glass/open/${e}`}async function kn(e,t,n){let{ref:r,mine:s,from:o}=n,i="";for(let a=1;a<=gt;a+=1){let c=await oe(e,t,{name:r,beforeOid:o,afterOid:s,force:o!==P});if(c?.ok===!0)return;c!==void 0&&(i=vn(c)),a>1&&await e.clock.sleep(ht*(.5+e.random()));let d=await W(e,r);if(d?.oid===s)return;if(d===void 0&&o!==P)throw En(n);if(d!==void 0&&d.oid!==o)throw await An(e,n,d.message)}throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-rejected",`cannot take ${r}: ${i}`,{hint:'check the rules of branches "break-glass/**": the workflow has to create, update and delete them'})}async function yt(e,t,{ref:n,mine:r,to:s}){let o={name:n,beforeOid:r,afterOid:s,force:s!==P};for(let a=1;a<=gt;a+=1){if((await oe(e,t,o))?.ok===!0||(await W(e,n))?.oid!==r)return;await e.clock.sleep(ht*(.5+e.random()))}let i=s===P?"delete":"hand back";throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-rejected",`cannot ${i} ${n}`,{hint:Rn(e,n)})}function vn(e){if(e.ok)return"";let t=e.errors.find(({type:n})=>n==="FORBIDDEN");if(t!==void 0)throw (0,_chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__.d)(`cannot take the lock: ${t.message}`,"contents: write");return e.errors[0]?.message??""}async function An(e,t,n){let{lockedError:r}=await __nccwpck_require__.e(/* import() */ 809).then(__nccwpck_require__.bind(__nccwpck_require__, 1809));return r(e,t,n)}function En({install:e}){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("install-locked",`the lock of "${e}" was given back before it could be taken over`,{hint:"its session has ended meanwhile: look at it again (breakglass status)"})}function Rn(e,t){return`in a clone of ${e.owner}/${e.name}: git push origin :${t}`}var Tn=["plan","run","record-refusal","comment","recover","incident"],Pn={command:"",request:"","request-name":"",playbook:"",install:"",incident:"",reason:"",commander:"",confirmed:"",duration:"",inputs:"{}",accept:"","on-drift":"refuse",undo:"",extends:"",digest:"",seen:"",page:"",session:"",alerts:"","state-key":"","audit-branch":"break-glass-audit","github-token":""};function At(e){let t=s=>In(e,s),n=K(t("digest"),"digest",/^[0-9a-f]{64}$/,"64 lowercase hex digits"),r=Rt(t("command"),"command",Tn);return{command:r,request:Gn(r,t),digest:n===""?void 0:n,seen:t("seen"),page:t("page"),session:K(t("session"),"session",/^[a-z0-9][a-z0-9-]{0,63}$/,"the id of a session"),install:r==="recover"?K(t("install"),"install",Hn,"the name of an install"):"",alerts:t("alerts"),stateKey:On(t("state-key")),auditBranch:Bn(t("audit-branch")),token:H(t,"github-token")}}var Hn=/^[a-z0-9][a-z0-9-]{0,38}$/;function In(e,t){let n=e[`INPUT_${t.replaceAll(" ","_").toUpperCase()}`]?.trim()??"";return n===""?Pn[t]:n}var Sn=["comment","recover","incident"];function Gn(e,t){if(Sn.includes(e))return;let n=t("request");if(n!=="")return{path:$n(n,t)};if(!(e!=="run"&&Et.every(r=>t(r)==="")))return{dispatch:xn(t)}}var Et=["request-name","playbook","install","incident","reason","commander","duration","undo","extends"];function xn(e){let[t,n]=[e("undo"),e("extends")];return{name:H(e,"request-name"),playbook:H(e,"playbook"),install:H(e,"install"),incident:H(e,"incident"),reason:H(e,"reason"),commander:H(e,"commander"),confirmed:kt(e("confirmed")),duration:H(e,"duration"),inputs:Nn(e("inputs")),accept:kt(e("accept")),onDrift:Rt(e("on-drift"),"on-drift",["refuse","proceed"]),...t===""?{}:{undo:t},...n===""?{}:{extends:n}}}function $n(e,t){let n=Et.find(r=>t(r)!=="");if(n===void 0)return e;throw G(n,`"${n}" is given beside request "${e}"`,`leave "${n}" out: the request file says it`)}function H(e,t){let n=e(t);if(n!=="")return n;throw G(t,`input "${t}" is missing`,`set "${t}" under "with:"`)}function Rt(e,t,n){let r=n.find(s=>s===e);if(r!==void 0)return r;throw G(t,`input "${t}" is "${e}"`,`write one of ${n.join(", ")}`)}function K(e,t,n,r){if(e===""||n.test(e))return e;throw G(t,`input "${t}" is "${e}"`,`write ${r}`)}var _n=32;function On(e){let t=Buffer.from(e,"base64");if(e===""||t.length===_n&&t.toString("base64")===e)return e;throw G("state-key",'input "state-key" is not 32 bytes in base64',"make one with: openssl rand -base64 32")}function Bn(e){return K(e,"audit-branch",/^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,"the plain name of a branch, such as break-glass-audit")}function kt(e){return e.split(/\r?\n/).map(t=>t.trim()).filter(t=>t!=="")}function Nn(e){try{let t=JSON.parse(e);if((0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_15__.a)(t))return t}catch(t){throw G("inputs",`input "inputs" is not JSON: ${t instanceof Error?t.message:""}`,vt)}throw G("inputs",'input "inputs" is not a JSON object',vt)}var vt='write a JSON object, such as {"listener": "web-https", "to": "green"}';function G(e,t,n){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("invalid-input",t,{hint:`${n} (input "${e}")`})}var Mn=15e3,Cn=8*1024*1024;function ie(e=Mn){let t={"http:":new _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_10__.a({keepAlive:!0,maxSockets:8}),"https:":new node_https__WEBPACK_IMPORTED_MODULE_16__.Agent({keepAlive:!0,maxSockets:8})};return async(n,r={})=>{let s=new URL(n),o=s.protocol==="https:",i=await Fn(o?node_https__WEBPACK_IMPORTED_MODULE_16__.request:_chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_10__.d,s,{method:r.method??"GET",headers:{...r.headers},agent:o?t["https:"]:t["http:"],timeout:e,...r.signal===void 0?{}:{signal:r.signal}},r.body,e);return Dn(n,i.message,i.body)}}function Fn(e,t,n,r,s){return new Promise((o,i)=>{let a=e(t,n,d=>{let p=[],m=0;d.on("data",y=>{m+=y.length,m>Cn&&a.destroy(se("ANSWER_TOO_LARGE",t)),p.push(y)}),d.on("end",()=>o({message:d,body:Buffer.concat(p)})),d.on("error",i)}),c=setTimeout(()=>a.destroy(se("ETIMEDOUT",t)),s);a.on("timeout",()=>a.destroy(se("ETIMEDOUT",t))),a.on("error",i),a.on("close",()=>clearTimeout(c)),r===void 0?a.end():a.end(r)})}function Dn(e,t,n){let r=t.statusCode??0,s=new Map(Object.entries(t.headers).map(([o,i])=>[o,Array.isArray(i)?i.join(", "):`${i}`]));return{status:r,statusText:t.statusMessage??"",ok:r>=200&&r<300,url:e,headers:s,text:async()=>n.toString("utf8"),json:async()=>JSON.parse(n.toString("utf8")),arrayBuffer:async()=>new Uint8Array(n).buffer}}function se(e,t){return Object.assign(new Error(`${e} at ${t.host}`),{code:e})}var Tt=6,jn=250,Un=`permissions:
  id-token: write`;function Ht(e){let{oidc:t,mask:n}=e,r=!1;return async s=>{if(t===void 0)throw Pt("the job may not request an OIDC token");let o=new URL(t.url);o.searchParams.set("audience",s);let i=await Jn(o.href,t.token,e,c=>r?zn(c):Pt(`GitHub refused an OIDC token with status ${c}`)),a=Wn(await i.json().catch(()=>{}));return n(a),r=!0,a}}async function Jn(e,t,{fetch:n,clock:r,random:s=Math.random},o){for(let i=1;;i+=1){let a=await n(e,{headers:{authorization:`Bearer ${t}`,accept:"application/json"}}).catch(c=>Kn(c));if(typeof a!="string"){if(a.ok)return a;if(a.status===401||a.status===403)throw o(a.status);if(a.status<500&&a.status!==429&&a.status!==408)throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-rejected",`GitHub answered ${a.status} to the request for an OIDC token`)}if(i===Tt){let c=typeof a=="string"?a:`status ${a.status}`;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-unavailable",`no OIDC token after ${Tt} attempts: ${c}`,{hint:"see https://www.githubstatus.com, then make a new request"})}await r.sleep(jn*2**i*(.5+s()/2))}}function Wn(e){let t=typeof e=="object"&&e!==null&&"value"in e?e.value:void 0;if(typeof t=="string"&&/^[\w-]+\.[\w-]+\.[\w-]+$/.test(t))return t;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-rejected","the answer to the request for an OIDC token holds no token")}function Kn(e){return e instanceof Error&&"code"in e?String(e.code):"network error"}function zn(e){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("github-rejected",`GitHub gave this job OIDC tokens before, and refuses one now with status ${e}: ACTIONS_ID_TOKEN_REQUEST_TOKEN has ended`,{hint:"it ends with the job, or a little earlier: recovery does what this run could not; see the runs of recover.yml"})}function Pt(e){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("oidc-permission-missing",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
${Un}`})}var Vn=6500,Xn=8e3;function Yn(e=_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.e){let t=new AbortController,n=new AbortController,r=new AbortController,s=new AbortController,o,i=(a,c,d)=>{e.sleep(c,s.signal).then(()=>a.abort(d),()=>{})};return{signal:t.signal,giveUp:n.signal,over:r.signal,received:()=>o,dispose:()=>s.abort(),stop:a=>{if(o!==void 0)return;o=a;let c=new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_12__.a("interrupted",`received ${a}`,{hint:"the run was cancelled"});i(n,Vn,c),i(r,Xn,c),t.abort(c)}}}var Qn=["SIGINT","SIGTERM"];function St(e){let{stop:t,...n}=Yn(e),r=Qn.map(s=>[s,()=>t(s)]);for(let[s,o]of r)process.on(s,o);return{...n,dispose:()=>{n.dispose();for(let[s,o]of r)process.listeners(s).includes(It)||process.on(s,It),process.off(s,o)}}}function It(){}function Gt(e){let t=[],n;return{push:r=>{let s={...r,at:(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_13__.a)(e)};n===void 0?t.push(s):n(s)},to:r=>{n=r;for(let s of t.splice(0))r(s)}}}function Go(e,t,n={}){let r=(0,_chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_4__.b)(e),s=(0,_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.f)(e,r),o={...s,clock:n.clock??s.clock,awsHandler:n.awsHandler},i=At(e);t.mask(i.token),i.stateKey!==""&&t.mask(i.stateKey);let a=n.fetch??ie(),{apiUrl:c,graphqlUrl:d,owner:p,name:m}=r,{clock:y}=o,h=Gt(y),A={owner:p,name:m,token:i.token},R=(0,_chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_5__.c)({...A,apiUrl:c,graphqlUrl:d,clock:y,fetch:a,onCall:h.push}),l=Ht({oidc:r.oidc,fetch:a,clock:o.clock,mask:t.mask}),f={repository:`${p}/${m}`,repositoryId:Number(r.repositoryId),runId:r.runId,runAttempt:r.runAttempt,drill:o.drill},g=(v,k)=>Qe(R,{...k===void 0?{}:{existing:k},branch:i.auditBranch,place:{...f,environment:v},located:w,proof:async E=>r.oidc===void 0?null:l(E)}),I,w=()=>(I??=g(null).locate(),I);return{wall:n.clock??_chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_6__.e,patientFetch:n.fetch===void 0?ie:()=>a,interruption:n.interruption??St,host:t,inputs:i,runner:r,mode:o,github:R,fetch:a,calls:h,idToken:l,repository:(0,_chunk_U56MFJNB_js__WEBPACK_IMPORTED_MODULE_3__.a)(R,r.sha),gatekeeper:ut(R,r),lock:wt(R,{page:(0,_chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_4__.c)(r),runAttempt:r.runAttempt}),journal:g,trail:w,past:{drill:o.drill,stateKey:i.stateKey,read:async v=>{let[{readPast:k},{commit:E}]=await Promise.all([__nccwpck_require__.e(/* import() */ 634).then(__nccwpck_require__.bind(__nccwpck_require__, 634)),g(null).locate()]),{repository:xt,repositoryId:$t,drill:_t}=f;return k({github:R,fetch:a,drill:_t,oidc:r.oidc,apiUrl:c,repository:xt,repositoryId:$t,head:E},v)}},session:i.command==="incident"&&i.session!==""?i.session:Zn(i.request,r)}}function xo({inputs:e,repository:t,gatekeeper:n,lock:r,trail:s,session:o}){let{command:i,request:a}=e;a!==void 0&&"path"in a&&t.readFile(a.path).catch(()=>{}),(i==="plan"||i==="run"||i==="record-refusal")&&n.begin(),i==="run"&&(r.prepare(o),s().catch(()=>{}))}function Zn(e,{runId:t,runAttempt:n}){let r=er(e).toLowerCase().replace(/[^a-z0-9]+/g,"-").slice(0,24).replace(/^-+|-+$/g,""),s=n===1?"":`-a${n}`;return`${r||"request"}${s}-${t}`}function er(e){return e===void 0?"":"dispatch"in e?e.dispatch.name:e.path.replace(/^.*\//,"").replace(/\.ya?ml$/,"")}


/***/ }),

/***/ 4489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ I),
/* harmony export */   c: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
function c(){return process.env}function I(n){let[r,e]=t(n,"GITHUB_REPOSITORY",/^[\w.-]+\/[\w.-]+$/).split("/");return{owner:r??"",name:e??"",repositoryId:t(n,"GITHUB_REPOSITORY_ID",/^\d+$/),runId:t(n,"GITHUB_RUN_ID",/^\d+$/),runAttempt:Number(t(n,"GITHUB_RUN_ATTEMPT",/^\d+$/)),sha:t(n,"GITHUB_SHA",/^[0-9a-f]{40}$/),ref:t(n,"GITHUB_REF",/^refs\//),eventName:t(n,"GITHUB_EVENT_NAME",/^[a-z_]+$/),actor:o(n,"GITHUB_ACTOR"),actorId:n.GITHUB_ACTOR_ID??"",triggeringActor:o(n,"GITHUB_TRIGGERING_ACTOR"),workflowRef:n.GITHUB_WORKFLOW_REF??"",job:n.GITHUB_JOB??"",apiUrl:o(n,"GITHUB_API_URL"),graphqlUrl:o(n,"GITHUB_GRAPHQL_URL"),serverUrl:o(n,"GITHUB_SERVER_URL"),oidc:d(n)}}function u(n){return`${n.serverUrl}/${n.owner}/${n.name}/actions/runs/${n.runId}`}function d(n){let r=n.ACTIONS_ID_TOKEN_REQUEST_URL,e=n.ACTIONS_ID_TOKEN_REQUEST_TOKEN;return r&&e?{url:r,token:e}:void 0}function o(n,r){let e=n[r];if(e)return e;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("not-in-actions",`${r} is not set`,{hint:"this command runs inside GitHub Actions; use the breakglass CLI elsewhere"})}function t(n,r,e){let i=o(n,r);if(e.test(i))return i;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("not-in-actions",`${r} is "${i.slice(0,100)}", which GitHub Actions never sets`,{hint:`do not set ${r} yourself`})}


/***/ }),

/***/ 6128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e),
/* harmony export */   b: () => (/* binding */ t),
/* harmony export */   c: () => (/* binding */ n),
/* harmony export */   d: () => (/* binding */ s)
/* harmony export */ });
var{Agent:e,ClientRequest:t,IncomingMessage:n,request:s}=process.getBuiltinModule("node:http");


/***/ }),

/***/ 8079:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ g),
/* harmony export */   c: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
function c(e,n){if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_1__.a)(e))throw i(n,"is not an object");let o=r=>Object.hasOwn(e,r)?e[r]:void 0,t=r=>c(o(r),`${n}.${r}`);return{value:o,object:t,text:r=>a(e,r,n),number:r=>m(e,r,n),optional:r=>o(r)===void 0||o(r)===null?void 0:t(r),list:r=>l(o(r),`${n}.${r}`),oneOf:(r,d)=>f(a(e,r,n),d,`${n}.${r}`),account:r=>g(t(r))}}function g(e){let n={login:e.text("login"),id:e.number("id")};return e.value("type")==="User"?n:{...n,machine:!0}}function l(e,n){if(!Array.isArray(e))throw i(n,"is not a list");return e.map((o,t)=>c(o,`${n}[${t}]`))}function a(e,n,o){let t=e[n];if(typeof t=="string")return t;throw i(`${o}.${n}`,"is not a string")}function f(e,n,o){let t=n.find(r=>r===e);if(t!==void 0)return t;throw i(o,`is "${e}"`)}function m(e,n,o){let t=e[n];if(typeof t=="number")return t;throw i(`${o}.${n}`,"is not a number")}function i(e,n){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.a("github-rejected",`GitHub's answer is not as documented: ${e} ${n}`)}


/***/ }),

/***/ 5050:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ B),
  b: () => (/* binding */ K),
  c: () => (/* binding */ N),
  d: () => (/* binding */ D),
  e: () => (/* binding */ l),
  f: () => (/* binding */ F),
  g: () => (/* binding */ E)
});

// EXTERNAL MODULE: ./build-shaken/chunk-HDTZHILQ.js
var chunk_HDTZHILQ = __nccwpck_require__(885);
// EXTERNAL MODULE: ./build-shaken/chunk-JVWQHO7Z.js
var chunk_JVWQHO7Z = __nccwpck_require__(8079);
// EXTERNAL MODULE: ./build-shaken/chunk-ODL533F3.js
var chunk_ODL533F3 = __nccwpck_require__(298);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
;// CONCATENATED MODULE: external "node:events"
const external_node_events_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");
;// CONCATENATED MODULE: ./build-shaken/chunk-KW64OVVG.js
var l={now:()=>Date.now(),sleep:(t,e)=>_(t,e)};function f(t,e){return{now:()=>t+(Date.now()-t)*e,sleep:(o,n)=>_(o/e,n)}}function _(t,e){return new Promise((o,n)=>{if(e?.aborted===!0)return n(e.reason);let r=()=>{clearTimeout(a),n(e?.reason)},a=setTimeout(()=>{e?.removeEventListener("abort",r),o()},t);e!==void 0&&((0,external_node_events_namespaceObject.setMaxListeners)(0,e),e.addEventListener("abort",r,{once:!0}))})}var b=new Set(["AWS_CA_BUNDLE","NODE_EXTRA_CA_CERTS","NODE_TLS_REJECT_UNAUTHORIZED","SSL_CERT_FILE","SSL_CERT_DIR","AWS_PROFILE","AWS_DEFAULT_PROFILE","AWS_CONFIG_FILE","AWS_SHARED_CREDENTIALS_FILE","AWS_USE_FIPS_ENDPOINT","AWS_USE_DUALSTACK_ENDPOINT","BREAKGLASS_CLOCK"]),R=/^AWS_ENDPOINT_URL/,h=/^[a-z0-9.-]+\.actions\.githubusercontent\.com$/,O={aws:"amazonaws.com","aws-cn":"amazonaws.com.cn","aws-us-gov":"amazonaws.com"},U={aws:[],"aws-cn":["cn-north-1"],"aws-us-gov":["us-gov"]};function F(t,e){let o={GITHUB_API_URL:e.apiUrl,GITHUB_GRAPHQL_URL:e.graphqlUrl},n=e.oidc===void 0?{}:{ACTIONS_ID_TOKEN_REQUEST_URL:e.oidc.url},r=Object.fromEntries(Object.entries(t).filter(([s,S])=>R.test(s)&&S)),a={...o,...n,...r};if(!Object.values(o).some(E))return g(t,e);let c=Object.entries(a).find(([,s])=>!E(s));if(c!==void 0)throw i(c[0],`${c[0]} is no loopback address although GitHub's API is`);return{drill:!0,audience:"sandbox",clock:T(t.BREAKGLASS_CLOCK),endpoint:s=>I(r,s)}}function E(t){if(t===void 0||!URL.canParse(t))return!1;let{protocol:e,hostname:o,username:n}=new URL(t);return e!=="http:"&&e!=="https:"||n!==""?!1:o==="[::1]"||(0,external_node_net_.isIP)(o)===4&&o.startsWith("127.")}function g(t,e){let n=Object.keys(t).filter(r=>t[r]).find(r=>R.test(r)||b.has(r));if(n!==void 0)throw i(n,`${n} is set`);return u("GITHUB_API_URL",e.apiUrl,r=>r.host==="api.github.com"),u("GITHUB_GRAPHQL_URL",e.graphqlUrl,r=>r.host==="api.github.com"),e.oidc!==void 0&&u("ACTIONS_ID_TOKEN_REQUEST_URL",e.oidc.url,r=>h.test(r.host)),{drill:!1,audience:"sts.amazonaws.com",clock:l,endpoint:y}}function y({prefix:t,region:e,global:o=!1}){let n=(0,chunk_HDTZHILQ.c)(e);return`https://${[t,...o?U[n]:[e]].join(".")}.${O[n]}`}function u(t,e,o){let n=URL.canParse(e)?new URL(e):void 0;if(!(n?.protocol==="https:"&&n.username===""&&o(n)))throw i(t,`${t} is not GitHub's: "${n?.origin??e.slice(0,100)}"`)}function I(t,{variable:e}){let o=t[`AWS_ENDPOINT_URL_${e}`]??t.AWS_ENDPOINT_URL;if(o!==void 0)return o;let n=`AWS_ENDPOINT_URL_${e}`;throw new chunk_ODL533F3.a("endpoint-override",`${n} is not set in a drill, so its calls would reach the real cloud`,{hint:`set ${n} or AWS_ENDPOINT_URL to the sandbox's address`})}function T(t){if(!t)return l;let e=/^(\d{1,15})\/(\d{1,4}(?:\.\d{1,3})?)$/.exec(t),o=Number(e?.[2]);if(e===null||o<=0)throw i("BREAKGLASS_CLOCK",`BREAKGLASS_CLOCK is "${t.slice(0,100)}"`);return f(Number(e[1]),o)}function i(t,e){return new chunk_ODL533F3.a("endpoint-override",e,{hint:`unset ${t}; it is allowed in drills only, where GitHub and every AWS endpoint are on loopback`})}var C={what:"read the commit",permission:"contents: read",repeatable:!0};async function B(t,e){return (0,chunk_JVWQHO7Z.a)(await t.rest(C,"GET /commits/{ref}",{ref:e}),"commit")}function K(t,e){let o=A(t);return{parents:N(t),files:t.value("files")===void 0?[]:D(t.list("files")),replayed:e.some(n=>A(n)===o)}}function N(t){return t.list("parents").map(e=>e.text("sha"))}function D(t){return t.map(e=>({path:e.text("filename"),status:e.text("status")}))}function A(t){let{object:e,text:o}=t.object("commit"),n=e("author");return JSON.stringify([n.text("name"),n.text("email"),n.text("date"),o("message")])}


/***/ }),

/***/ 8078:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(298);
function s(r){let{code:e,message:o,hint:n}=(0,_chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_0__.c)(r);return`the audit branch was not written: ${e}: ${o}${n===void 0?"":`: ${n}`}`}


/***/ }),

/***/ 298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ t),
/* harmony export */   c: () => (/* binding */ u)
/* harmony export */ });
var o={"invalid-yaml":"user","duplicate-key":"user","yaml-alias":"user","control-character":"user","file-too-large":"user","file-missing":"user","invalid-name":"user","unsupported-version":"user","unknown-key":"user","missing-key":"user","wrong-type":"user","out-of-range":"user","invalid-value":"user","invalid-expression":"user","unknown-playbook":"user","unknown-install":"user","unknown-role":"user","unknown-input":"user","missing-input":"user","unknown-resource":"user","unknown-step-kind":"user","unknown-check-kind":"user","foreign-resource":"user","criteria-not-confirmed":"user","duration-too-long":"user","duration-too-short":"user","sensitive-state":"user","irreversible-not-accepted":"user","role-lacks-grant":"config","policy-too-large":"config","requester-not-vetted":"user","requester-is-approver":"user","commander-not-listed":"user","commander-not-authenticated":"user","environment-missing":"config","environment-unprotected":"config","admin-bypass":"config","not-approved":"user","approver-not-listed":"user","approval-stale":"user","re-run":"user","digest-mismatch":"user","public-repository":"config","not-default-branch":"user","branch-unprotected":"config","mixed-change":"user","policy-changed":"user","deployment-branches":"config","needs-pull-request":"user","approval-not-bound":"user","unverified-contributor":"user","alert-misconfigured":"config","alert-not-delivered":"config","token-missing":"config","repository-unknown":"config","not-set-up":"config","nothing-waiting":"user","already-exists":"user","left-open":"user","drill-failed":"user","unknown-session":"user","session-unfit":"user","not-in-actions":"config","invalid-input":"user","oidc-permission-missing":"config","endpoint-override":"config","install-locked":"user","audit-branch-missing":"config","audit-not-writable":"config","audit-contention":"github","audit-invalid":"config","trust-policy-refused":"aws","identity-mismatch":"config","access-denied":"aws","aws-throttled":"aws","aws-unavailable":"aws","aws-rejected":"aws","resource-missing":"user","not-applicable":"user",drifted:"user","check-failed":"aws","changed-underneath":"aws","verification-timeout":"aws","step-timeout":"aws",degraded:"aws",interrupted:"user","out-of-time":"user","taken-over":"user",unsealed:"aws","seal-refused":"config","stray-deny":"config","not-recoverable":"config","rollback-conflict":"aws","rollback-failed":"aws","github-unavailable":"github","github-forbidden":"config","github-rejected":"github",internal:"bug"},i=class extends Error{code;fault;hint;at;constructor(n,s,r={}){super(s,r.cause===void 0?void 0:{cause:r.cause}),this.name="BreakglassError",this.code=n,this.fault=o[n],this.hint=r.hint,this.at=r.at}};function t(e){return`${e.file}:${e.line}:${e.column}`}function u(e){if(e instanceof i)return e;let n=e instanceof Error?e.message:String(e);return new i("internal",n,{cause:e,hint:"this is a bug in Breakglass: please report it with the lines above"})}


/***/ }),

/***/ 1219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ y),
/* harmony export */   d: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1769);
function p(n,e,r,i=[]){let a=Object.fromEntries(i.map(({name:l,content:f})=>[l,(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.b)(f)]));return (0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.c)({version:1,session:n.session,sequence:n.sequence,state:n.state,repository:e.repository,repositoryId:e.repositoryId,runId:e.runId,runAttempt:e.runAttempt,environment:e.environment,drill:e.drill,at:e.at,previous:r,events:n.events,...n.opening===void 0?{}:{opening:n.opening},...i.length===0?{}:{files:a}})}var u=Buffer.from('"proof":');function m(n){let{proof:e,...r}={proof:null,...n};return (0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.b)((0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.a)(r))}function y(n){return`urn:breakglass:link:${n}`}function g(n){return`${(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.a)(n)}
`}


/***/ }),

/***/ 6020:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6619);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8079);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(298);
var d={what:"read the repository",permission:"contents: read",repeatable:!0},l=1024*1024;function g(r,n){let t=new Map,s=async e=>{let o=await r.find({...d,what:`read ${e}`},`GET ${m(e)}`,{ref:n});if(!(o===void 0||Array.isArray(o)))return p(e,o)};return{readFile:e=>{let o=t.get(e)??s(e);return t.set(e,o),o},listFiles:async e=>{let o=await r.find({...d,what:`list ${e}`},`GET ${m(e)}`,{ref:n});return Array.isArray(o)?(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.c)(o,e).filter(a=>a.text("type")==="file").map(a=>a.text("name")):[]}}}function m(r){let n=r.split("/");if(n.some(t=>t===""||t==="."||t===".."))throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("invalid-name",`"${r}" is not a path in the repository`,{hint:'write a path from the root of the repository, without ".", ".." or empty parts'});return`/contents/${n.map(encodeURIComponent).join("/")}`}function p(r,n){let t=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,r);if(t.text("type")!=="file")return;let s=t.number("size");if(s>l||t.text("encoding")!=="base64")throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("file-too-large",`${r} has ${s} bytes`,{hint:`files that people write have at most ${l} bytes`});let e=Buffer.from(t.text("content"),"base64"),o=(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_0__.a)(e);if(o!==t.text("sha"))throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`${r}: the bytes have blob id ${o}, GitHub says ${t.text("sha")}`,{hint:"name a regular file: the target of a symbolic link is not what the commit holds at this path"});return{path:r,blob:o,text:y(r,e)}}function y(r,n){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(n)}catch(t){throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_2__.a("control-character",`${r} is not UTF-8 text`,{hint:"save it as UTF-8",cause:t})}}


/***/ }),

/***/ 3649:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3190);
var a=/^[a-z0-9][a-z0-9-]{0,39}$/,d=/^https?:\/\/[\w.-]+(?::\d{1,5})?\/[\w.-]+\/[\w.-]+\/actions\/runs\/(\d{1,20})$/,f=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;function l(n){try{let t=JSON.parse(n);if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_0__.a)(t))return;let{session:s,run:o,since:r,runAttempt:e}=t;if(!u(s,a)||!u(o,d)||!u(r,f)||Number.isNaN(Date.parse(r)))return;let p=typeof e=="number"&&Number.isSafeInteger(e)&&e>0;return{session:s,run:o,since:r,runAttempt:p?e:null}}catch{return}}function c(n){return d.exec(n)?.[1]??""}function g({run:n,runAttempt:t}){return{runId:c(n),runAttempt:t??1}}function u(n,t){return typeof n=="string"&&t.test(n)}


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
var __webpack_exports__ = {};
/* harmony import */ var _chunk_GEGKX53U_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(53);
/* harmony import */ var _chunk_IKICV2OG_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2097);
/* harmony import */ var _chunk_4U3CR7UJ_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(734);
/* harmony import */ var _chunk_HO7WNNPN_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3398);
/* harmony import */ var _chunk_3YONEMD4_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5896);
/* harmony import */ var _chunk_U56MFJNB_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(6020);
/* harmony import */ var _chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(4489);
/* harmony import */ var _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(1495);
/* harmony import */ var _chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(5050);
/* harmony import */ var _chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(1219);
/* harmony import */ var _chunk_HDTZHILQ_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(885);
/* harmony import */ var _chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(6619);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(8079);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(6128);
/* harmony import */ var _chunk_LYNBEBUP_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(8078);
/* harmony import */ var _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(3552);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(1769);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(298);
async function p(e=(0,_chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_6__.a)(),r=(0,_chunk_GEGKX53U_js__WEBPACK_IMPORTED_MODULE_0__.b)(),c={}){let t;try{t=(0,_chunk_IKICV2OG_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,r,c),r.output("session",t.session),(0,_chunk_IKICV2OG_js__WEBPACK_IMPORTED_MODULE_1__.b)(t);let{dispatch:o}=await __nccwpck_require__.e(/* import() */ 89).then(__nccwpck_require__.bind(__nccwpck_require__, 6089));await o(t,r)}catch(o){let i=(0,_chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_17__.c)(o);r.output("outcome",f(t)),t===void 0&&r.warn((0,_chunk_LYNBEBUP_js__WEBPACK_IMPORTED_MODULE_14__.a)(i)),r.fail(i)}}function f(e){return e?.inputs.command==="run"?"failed":"refused"}p();

