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

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 9328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ z),
/* harmony export */   b: () => (/* binding */ vr),
/* harmony export */   c: () => (/* binding */ Ut),
/* harmony export */   d: () => (/* binding */ Z),
/* harmony export */   e: () => (/* binding */ Ie),
/* harmony export */   f: () => (/* binding */ Fe)
/* harmony export */ });
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5660);
function Z(e,t){if(!(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.d)(e))throw C(t,"is not an object");let r=s=>Object.hasOwn(e,s)?e[s]:void 0,n=s=>Z(r(s),`${t}.${s}`);return{value:r,object:n,text:s=>X(e,s,t),number:s=>Pe(e,s,t),optional:s=>r(s)===void 0||r(s)===null?void 0:n(s),list:s=>Fe(r(s),`${t}.${s}`),oneOf:(s,a)=>xe(X(e,s,t),a,`${t}.${s}`),account:s=>Ie(n(s))}}function Ie(e){let t={login:e.text("login"),id:e.number("id")};return e.value("type")==="User"?t:{...t,machine:!0}}function Fe(e,t){if(!Array.isArray(e))throw C(t,"is not a list");return e.map((r,n)=>Z(r,`${t}[${n}]`))}function X(e,t,r){let n=e[t];if(typeof n=="string")return n;throw C(`${r}.${t}`,"is not a string")}function xe(e,t,r){let n=t.find(s=>s===e);if(n!==void 0)return n;throw C(r,`is "${e}"`)}function Pe(e,t,r){let n=e[t];if(typeof n=="number")return n;throw C(`${r}.${t}`,"is not a number")}function C(e,t){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.a("github-rejected",`GitHub's answer is not as documented: ${e} ${t}`)}function O(){return typeof navigator=="object"&&"userAgent"in navigator?navigator.userAgent:typeof process=="object"&&process.version!==void 0?`Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`:"<environment undetectable>"}function I(e,t,r,n){if(typeof r!="function")throw new Error("method for before hook must be a function");return n||(n={}),Array.isArray(t)?t.reverse().reduce((s,a)=>I.bind(null,e,a,s,n),r)():Promise.resolve().then(()=>e.registry[t]?e.registry[t].reduce((s,a)=>a.hook.bind(null,s,n),r)():r(n))}function Y(e,t,r,n){let s=n;e.registry[r]||(e.registry[r]=[]),t==="before"&&(n=(a,i)=>Promise.resolve().then(s.bind(null,i)).then(a.bind(null,i))),t==="after"&&(n=(a,i)=>{let o;return Promise.resolve().then(a.bind(null,i)).then(c=>(o=c,s(o,i))).then(()=>o)}),t==="error"&&(n=(a,i)=>Promise.resolve().then(a.bind(null,i)).catch(o=>s(o,i))),e.registry[r].push({hook:n,orig:s})}function ee(e,t,r){if(!e.registry[t])return;let n=e.registry[t].map(s=>s.orig).indexOf(r);n!==-1&&e.registry[t].splice(n,1)}var te=Function.bind,re=te.bind(te);function ne(e,t,r){let n=re(ee,null).apply(null,r?[t,r]:[t]);e.api={remove:n},e.remove=n,["before","error","after","wrap"].forEach(s=>{let a=r?[t,s,r]:[t,s];e[s]=e.api[s]=re(Y,null).apply(null,a)})}function Ue(){let e=Symbol("Singular"),t={registry:{}},r=I.bind(null,t,e);return ne(r,t,e),r}function Me(){let e={registry:{}},t=I.bind(null,e);return ne(t,e),t}var se={Singular:Ue,Collection:Me};var Ge="0.0.0-development",Je=`octokit-endpoint.js/${Ge} ${O()}`,Le={method:"GET",baseUrl:"https://api.github.com",headers:{accept:"application/vnd.github.v3+json","user-agent":Je},mediaType:{format:""}};function He(e){return e?Object.keys(e).reduce((t,r)=>(t[r.toLowerCase()]=e[r],t),{}):{}}function Be(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let r=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof r=="function"&&r instanceof r&&Function.prototype.call(r)===Function.prototype.call(e)}function ae(e,t){let r=Object.assign({},e);return Object.keys(t).forEach(n=>{Be(t[n])?n in e?r[n]=ae(e[n],t[n]):Object.assign(r,{[n]:t[n]}):Object.assign(r,{[n]:t[n]})}),r}function oe(e){for(let t in e)e[t]===void 0&&delete e[t];return e}function M(e,t,r){if(typeof t=="string"){let[s,a]=t.split(" ");r=Object.assign(a?{method:s,url:a}:{url:s},r)}else r=Object.assign({},t);r.headers=He(r.headers),oe(r),oe(r.headers);let n=ae(e||{},r);return r.url==="/graphql"&&(e&&e.mediaType.previews?.length&&(n.mediaType.previews=e.mediaType.previews.filter(s=>!n.mediaType.previews.includes(s)).concat(n.mediaType.previews)),n.mediaType.previews=(n.mediaType.previews||[]).map(s=>s.replace(/-preview/,""))),n}function De(e,t){let r=/\?/.test(e)?"&":"?",n=Object.keys(t);return n.length===0?e:e+r+n.map(s=>s==="q"?"q="+t.q.split("+").map(encodeURIComponent).join("+"):`${s}=${encodeURIComponent(t[s])}`).join("&")}var We=/\{[^{}}]+\}/g;function Ve(e){return e.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g,"").split(/,/)}function Qe(e){let t=e.match(We);return t?t.map(Ve).reduce((r,n)=>r.concat(n),[]):[]}function ie(e,t){let r={__proto__:null};for(let n of Object.keys(e))t.indexOf(n)===-1&&(r[n]=e[n]);return r}function ce(e){return e.split(/(%[0-9A-Fa-f]{2})/g).map(function(t){return/%[0-9A-Fa-f]/.test(t)||(t=encodeURI(t).replace(/%5B/g,"[").replace(/%5D/g,"]")),t}).join("")}function $(e){return encodeURIComponent(e).replace(/[!'()*]/g,function(t){return"%"+t.charCodeAt(0).toString(16).toUpperCase()})}function v(e,t,r){return t=e==="+"||e==="#"?ce(t):$(t),r?$(r)+"="+t:t}function T(e){return e!=null}function U(e){return e===";"||e==="&"||e==="?"}function Ke(e,t,r,n){var s=e[r],a=[];if(T(s)&&s!=="")if(typeof s=="string"||typeof s=="number"||typeof s=="bigint"||typeof s=="boolean")s=s.toString(),n&&n!=="*"&&(s=s.substring(0,parseInt(n,10))),a.push(v(t,s,U(t)?r:""));else if(n==="*")Array.isArray(s)?s.filter(T).forEach(function(i){a.push(v(t,i,U(t)?r:""))}):Object.keys(s).forEach(function(i){T(s[i])&&a.push(v(t,s[i],i))});else{let i=[];Array.isArray(s)?s.filter(T).forEach(function(o){i.push(v(t,o))}):Object.keys(s).forEach(function(o){T(s[o])&&(i.push($(o)),i.push(v(t,s[o].toString())))}),U(t)?a.push($(r)+"="+i.join(",")):i.length!==0&&a.push(i.join(","))}else t===";"?T(s)&&a.push($(r)):s===""&&(t==="&"||t==="?")?a.push($(r)+"="):s===""&&a.push("");return a}function ze(e){return{expand:Xe.bind(null,e)}}function Xe(e,t){var r=["+","#",".","/",";","?","&"];return e=e.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g,function(n,s,a){if(s){let o="",c=[];if(r.indexOf(s.charAt(0))!==-1&&(o=s.charAt(0),s=s.substr(1)),s.split(/,/g).forEach(function(d){var u=/([^:\*]*)(?::(\d+)|(\*))?/.exec(d);c.push(Ke(t,o,u[1],u[2]||u[3]))}),o&&o!=="+"){var i=",";return o==="?"?i="&":o!=="#"&&(i=o),(c.length!==0?o:"")+c.join(i)}else return c.join(",")}else return ce(a)}),e==="/"?e:e.replace(/\/$/,"")}function ue(e){let t=e.method.toUpperCase(),r=(e.url||"/").replace(/:([a-z]\w+)/g,"{$1}"),n=Object.assign({},e.headers),s,a=ie(e,["method","baseUrl","url","headers","request","mediaType"]),i=Qe(r);r=ze(r).expand(a),/^http/.test(r)||(r=e.baseUrl+r);let o=Object.keys(e).filter(u=>i.includes(u)).concat("baseUrl"),c=ie(a,o);if(!/application\/octet-stream/i.test(n.accept)&&(e.mediaType.format&&(n.accept=n.accept.split(/,/).map(u=>u.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,`application/vnd$1$2.${e.mediaType.format}`)).join(",")),r.endsWith("/graphql")&&e.mediaType.previews?.length)){let u=n.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g)||[];n.accept=u.concat(e.mediaType.previews).map(l=>{let h=e.mediaType.format?`.${e.mediaType.format}`:"+json";return`application/vnd.github.${l}-preview${h}`}).join(",")}return["GET","HEAD"].includes(t)?r=De(r,c):"data"in c?s=c.data:Object.keys(c).length&&(s=c),!n["content-type"]&&typeof s<"u"&&(n["content-type"]="application/json; charset=utf-8"),["PATCH","PUT"].includes(t)&&typeof s>"u"&&(s=""),Object.assign({method:t,url:r,headers:n},typeof s<"u"?{body:s}:null,e.request?{request:e.request}:null)}function Ze(e,t,r){return ue(M(e,t,r))}function fe(e,t){let r=M(e,t),n=Ze.bind(null,r);return Object.assign(n,{DEFAULTS:r,defaults:fe.bind(null,r),merge:M.bind(null,r),parse:ue})}var le=fe(null,Le);var m=new Uint8Array(256);m[9]|=2;m[32]|=2;m[59]|=4;m[44]|=8;for(let e=128;e<=255;e++)m[e]|=1;for(let e of"!#$%&'*+-.^_`|~")m[e.charCodeAt(0)]|=16;for(let e=48;e<=57;e++)m[e]|=16;for(let e=65;e<=90;e++)m[e]|=17;for(let e=97;e<=122;e++)m[e]|=16;var de=(()=>{let e=function(){};return e.prototype=Object.create(null),e})();function pe(e,t){let r=4|(t?.comma===!0?8:0),n=e.length,s=t?.start??0;for(;(m[e.charCodeAt(s)]&2)!==0;)s++;let a=s,i=0,o=-1,c=t?.parameters===!1?8:0;for(;a<n;){let h=e.charCodeAt(a),y=m[h];if((y&r)!==0){c|=y&8;break}(y&2)!==0?o===-1&&(o=a):o=-1,i|=h&65280|y,a++}let d=o===-1?a:o,u=e.slice(s,d),l=(i&65281)===0?u:u.toLowerCase();return a===n||c!==0?{type:l,index:a,parameters:new de}:Ye(e,l,a,n,r)}function Ye(e,t,r,n,s){let a=new de;e:for(;r<n;){for(r++;(m[e.charCodeAt(r)]&2)!==0;)r++;let i=r,o=0,c=-1;for(;r<n;){let d=e.charCodeAt(r),u=m[d];if((u&s)!==0){if((u&8)!==0)break e;continue e}if(d===61){let l=c===-1?r:c,h=e.slice(i,l),y=(o&65281)===0?h:h.toLowerCase();for(r++;(m[e.charCodeAt(r)]&2)!==0;)r++;if(r<n&&e.charCodeAt(r)===34){let g=++r,w=!1;for(;r<n;){let k=e.charCodeAt(r);if(k===34){a[y]===void 0&&(a[y]=w?et(e,g,r):e.slice(g,r)),r++;let b=0;for(;r<n;){let _=e.charCodeAt(r),R=m[_];if((R&s)!==0){b=R&8;break}r++}if(b!==0)break e;continue e}if(k===92&&r+1<n){w=!0,r+=2;continue}r++}continue e}let f=r,A=0,p=-1;for(;r<n;){let g=e.charCodeAt(r),w=m[g];if((w&s)!==0){A=w&8;break}(w&2)!==0?p===-1&&(p=r):p=-1,r++}if(a[y]===void 0){let g=p===-1?r:p;a[y]=e.slice(f,g)}if(A!==0)break e;continue e}(u&2)!==0?c===-1&&(c=r):c=-1,o|=d&65280|u,r++}}return{type:t,index:r,parameters:a}}function et(e,t,r){let n="";for(let s=t;s<r;s++)e.charCodeAt(s)===92&&(n+=e.slice(t,s),t=++s);return n+e.slice(t,r)}var tt=/^-?\d+$/,x=/^-?\d+n+$/,S=JSON.stringify,G=JSON.parse,be=/^-?\d+n$/,he=/([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g,ge=/([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g,J=e=>e===void 0||typeof e=="function"||typeof e=="symbol",L=e=>e!==null&&typeof e=="object"&&e.constructor&&e.constructor.name==="RawJSON",rt=(e,t,r)=>{let n="";typeof r=="number"?n=" ".repeat(Math.min(10,Math.max(0,Math.floor(r)))):typeof r=="string"&&(n=r.slice(0,10));let s=typeof t=="function",a=Array.isArray(t)?new Set(t.map(String)):null,i=(f,A,p)=>(p!==null&&typeof p=="object"&&typeof p.toJSON=="function"&&(p=p.toJSON(A)),typeof p=="string"&&x.test(p)?p+"n":typeof p=="bigint"?"rawJSON"in JSON?JSON.rawJSON(p.toString()):p.toString()+"n":(s&&(p=t.call(f,A,p)),p!==null&&typeof p=="object"&&(p instanceof Number||p instanceof String||p instanceof Boolean)&&(p=p.valueOf()),p)),o=i({"":e},"",e);if(J(o))return;let c=o===null||typeof o!="object",d=L(o);if(c||d)return S(o);let u=[],l=0,h=[{parent:{"":o},key:"",val:o,isArray:Array.isArray(o),keys:Array.isArray(o)?null:Object.keys(o),index:0,first:!0}],y=new WeakSet([o]);for(;h.length>0;){let f=h[h.length-1];f.index===0&&(u.push(f.isArray?"[":"{"),l++);let A=!1;if(f.isArray)if(f.index<f.val.length){f.first||u.push(","),n&&u.push(`
`+n.repeat(l));let p=f.val[f.index],g=i(f.val,String(f.index),p);if(J(g))u.push("null"),f.first=!1,f.index++;else{let w=g!==null&&typeof g=="object",k=L(g);if(w&&!k){if(y.has(g))throw new TypeError("Converting circular structure to JSON");y.add(g),h.push({parent:f.val,key:String(f.index),val:g,isArray:Array.isArray(g),keys:Array.isArray(g)?null:Object.keys(g),index:0,first:!0}),f.first=!1,f.index++}else u.push(S(g)),f.first=!1,f.index++}}else A=!0;else{for(;f.index<f.keys.length;){let g=f.keys[f.index++];if(a&&!a.has(g))continue;let k=f.val[g],b=i(f.val,g,k);if(J(b))continue;f.first||u.push(","),n?u.push(`
`+n.repeat(l)+S(g)+": "):u.push(S(g)+":");let _=b!==null&&typeof b=="object",R=L(b);if(_&&!R){if(y.has(b))throw new TypeError("Converting circular structure to JSON");y.add(b),h.push({parent:f.val,key:g,val:b,isArray:Array.isArray(b),keys:Array.isArray(b)?null:Object.keys(b),index:0,first:!0}),f.first=!1;break}else u.push(S(b)),f.first=!1}f.index>=f.keys.length&&h[h.length-1]===f&&(A=!0)}A&&(l--,!f.first&&n&&u.push(`
`+n.repeat(l)),u.push(f.isArray?"]":"}"),y.delete(f.val),h.pop())}return u.join("")},we=(e,t,r)=>{try{return"rawJSON"in JSON?S(e,(o,c)=>typeof c=="bigint"?JSON.rawJSON(c.toString()):typeof t=="function"?t(o,c):(Array.isArray(t)&&t.includes(o),c),r):e?S(e,(o,c)=>typeof c=="string"&&x.test(c)||typeof c=="bigint"?c.toString()+"n":typeof t=="function"?t(o,c):(Array.isArray(t)&&t.includes(o),c),r).replace(he,"$1$2$3").replace(ge,"$1$2$3"):S(e,t,r)}catch(n){if(n instanceof RangeError){let s=rt(e,t,r);return s===void 0?void 0:"rawJSON"in JSON?s:s.replace(he,"$1$2$3").replace(ge,"$1$2$3")}throw n}},F=new Map,nt=()=>{let e=JSON.parse.toString();if(F.has(e))return F.get(e);try{let t=JSON.parse("1",(r,n,s)=>!!s?.source&&s.source==="1");return F.set(e,t),t}catch{return F.set(e,!1),!1}},st=(e,t,r,n)=>typeof t=="string"&&be.test(t)?BigInt(t.slice(0,-1)):typeof t=="string"&&x.test(t)?t.slice(0,-1):typeof n=="function"?n(e,t,r):t,ot=(e,t)=>JSON.parse(e,(r,n,s)=>{let a=typeof n=="number",i=n>Number.MAX_SAFE_INTEGER||n<Number.MIN_SAFE_INTEGER,o=a&&i,c=s&&tt.test(s.source);return o&&c?BigInt(s.source):typeof t=="function"?t(r,n,s):n}),Ae=Number.MAX_SAFE_INTEGER.toString(),ye=Ae.length,it=/"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g,at=/^"-?\d+n+"$/,ct=(e,t)=>{let r={"":e},n=[{parent:r,key:"",visited:!1}];for(;n.length>0;){let s=n[n.length-1];if(s.visited){let{parent:a,key:i}=s,o=a[i];typeof o=="string"&&(be.test(o)?o=BigInt(o.slice(0,-1)):x.test(o)&&(o=o.slice(0,-1))),typeof t=="function"&&(o=t.call(a,i,o)),o===void 0?delete a[i]:a[i]=o,n.pop()}else{s.visited=!0;let a=s.parent[s.key];if(a!==null&&typeof a=="object"){let o=Object.keys(a);for(let c=o.length-1;c>=0;c--)n.push({parent:a,key:o[c],visited:!1})}}}return r[""]},me=e=>e.replace(it,(t,r,n,s)=>{let a=t[0]==='"';if(a&&at.test(t))return t.substring(0,t.length-1)+'n"';let o=n||s,c=r&&(r.length<ye||r.length===ye&&r<=Ae);return a||o||c?t:'"'+t+'n"'}),Oe=(e,t)=>{if(!e)return G(e,t);try{if(nt())return ot(e,t);let r=me(e);return G(r,(n,s,a)=>st(n,s,a,t))}catch(r){if(r instanceof RangeError){let n=me(e),s=G(n);return ct(s,t)}throw r}};var j=class extends Error{name;status;request;response;constructor(t,r,n){super(t,{cause:n.cause}),this.name="HttpError",this.status=Number.parseInt(r),Number.isNaN(this.status)&&(this.status=0);"response"in n&&(this.response=n.response);let s=Object.assign({},n.request);n.request.headers.authorization&&(s.headers=Object.assign({},n.request.headers,{authorization:n.request.headers.authorization.replace(/(?<! ) .*$/," [REDACTED]")})),s.url=s.url.replace(/\bclient_secret=\w+/g,"client_secret=[REDACTED]").replace(/\baccess_token=\w+/g,"access_token=[REDACTED]"),this.request=s}};var ut="10.0.16",ft={headers:{"user-agent":`octokit-request.js/${ut} ${O()}`}};function lt(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let r=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof r=="function"&&r instanceof r&&Function.prototype.call(r)===Function.prototype.call(e)}var Se=()=>"";async function ke(e){let t=e.request?.fetch||globalThis.fetch;if(!t)throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");let r=e.request?.log||console,n=e.request?.parseSuccessResponseBody!==!1,s=lt(e.body)||Array.isArray(e.body)?we(e.body):e.body,a=Object.fromEntries(Object.entries(e.headers).map(([l,h])=>[l,String(h)])),i;try{i=await t(e.url,{method:e.method,body:s,redirect:e.request?.redirect,headers:a,signal:e.request?.signal,...e.body&&{duplex:"half"}})}catch(l){let h="Unknown Error";if(l instanceof Error){if(l.name==="AbortError")throw l.status=500,l;h=l.message,l.name==="TypeError"&&"cause"in l&&(l.cause instanceof Error?h=l.cause.message:typeof l.cause=="string"&&(h=l.cause))}let y=new j(h,500,{request:e});throw y.cause=l,y}let o=i.status,c=i.url,d={};for(let[l,h]of i.headers)d[l]=h;let u={url:c,status:o,headers:d,data:""};if("deprecation"in d){let l=d.link&&d.link.match(/<([^<>]+)>; rel="deprecation"/),h=l&&l.pop();r.warn(`[@octokit/request] "${e.method} ${e.url}" is deprecated. It is scheduled to be removed on ${d.sunset}${h?`. See ${h}`:""}`)}if(o===204||o===205)return u;if(e.method==="HEAD"){if(o<400)return u;throw new j(i.statusText,o,{response:u,request:e})}if(o===304)throw u.data=await H(i),new j("Not modified",o,{response:u,request:e});if(o>=400)throw u.data=await H(i),new j(pt(u.data),o,{response:u,request:e});return u.data=n?await H(i):i.body,u}async function H(e){let t=e.headers.get("content-type");if(!t)return e.text().catch(Se);let r=pe(t);if(dt(r)){let n="";try{return n=await e.text(),Oe(n)}catch{return n}}else return r.type.startsWith("text/")||r.parameters.charset?.toLowerCase()==="utf-8"&&r.type!=="application/octet-stream"?e.text().catch(Se):e.arrayBuffer().catch(()=>new ArrayBuffer(0))}function dt(e){return e.type==="application/json"||e.type==="application/scim+json"}function pt(e){if(typeof e=="string")return e;if(e instanceof ArrayBuffer)return"Unknown error";if(typeof e=="object"&&e!==null&&"message"in e){let t=e,r="documentation_url"in t?` - ${t.documentation_url}`:"";return Array.isArray(t.errors)?`${t.message}: ${t.errors.map(n=>JSON.stringify(n)).join(", ")}${r}`:`${t.message}${r}`}return`Unknown error: ${JSON.stringify(e)}`}function B(e,t){let r=e.defaults(t);return Object.assign(function(s,a){let i=r.merge(s,a);if(!i.request||!i.request.hook)return ke(r.parse(i));let o=(c,d)=>ke(r.parse(r.merge(c,d)));return Object.assign(o,{endpoint:r,defaults:B.bind(null,r)}),i.request.hook(o,i)},{endpoint:r,defaults:B.bind(null,r)})}var q=B(le,ft);var ht="0.0.0-development";function gt(e){return`Request failed due to following response errors:
`+e.errors.map(t=>` - ${t.message}`).join(`
`)}var yt=class extends Error{constructor(e,t,r){super(gt(r)),this.request=e,this.headers=t,this.response=r,this.errors=r.errors,this.data=r.data,Error.captureStackTrace&&Error.captureStackTrace(this,this.constructor)}request;headers;response;name="GraphqlResponseError";errors;data},mt=["method","baseUrl","url","headers","request","query","mediaType","operationName"],bt=["query","method","url"],Ee=/\/api\/v3\/?$/;function wt(e,t,r){if(r){if(typeof t=="string"&&"query"in r)return Promise.reject(new Error('[@octokit/graphql] "query" cannot be used as variable name'));for(let i in r)if(bt.includes(i))return Promise.reject(new Error(`[@octokit/graphql] "${i}" cannot be used as variable name`))}let n=typeof t=="string"?Object.assign({query:t},r):t,s=Object.keys(n).reduce((i,o)=>mt.includes(o)?(i[o]=n[o],i):(i.variables||(i.variables={}),i.variables[o]=n[o],i),{}),a=n.baseUrl||e.endpoint.DEFAULTS.baseUrl;return Ee.test(a)&&(s.url=a.replace(Ee,"/api/graphql")),e(s).then(i=>{if(i.data.errors){let o={};for(let c of Object.keys(i.headers))o[c]=i.headers[c];throw new yt(s,o,i.data)}return i.data.data})}function D(e,t){let r=e.defaults(t);return Object.assign((s,a)=>wt(r,s,a),{defaults:D.bind(null,r),endpoint:r.endpoint})}var dr=D(q,{headers:{"user-agent":`octokit-graphql.js/${ht} ${O()}`},method:"POST",url:"/graphql"});function Ne(e){return D(e,{method:"POST",url:"/graphql"})}var W="(?:[a-zA-Z0-9_-]+)",je="\\.",Re=new RegExp(`^${W}${je}${W}${je}${W}$`),At=Re.test.bind(Re);async function Ot(e){let t=At(e),r=e.startsWith("v1.")||e.startsWith("ghs_"),n=e.startsWith("ghu_");return{type:"token",token:e,tokenType:t?"app":r?"installation":n?"user-to-server":"oauth"}}function St(e){return e.split(/\./).length===3?`bearer ${e}`:`token ${e}`}async function kt(e,t,r,n){let s=t.endpoint.merge(r,n);return s.headers.authorization=St(e),t(s)}var Te=function(t){if(!t)throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");if(typeof t!="string")throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");return t=t.replace(/^(token|bearer) +/i,""),Object.assign(Ot.bind(null,t),{hook:kt.bind(null,t)})};var V="7.0.8";var $e=()=>{},Et=console.warn.bind(console),Nt=console.error.bind(console);function jt(e={}){return typeof e.debug!="function"&&(e.debug=$e),typeof e.info!="function"&&(e.info=$e),typeof e.warn!="function"&&(e.warn=Et),typeof e.error!="function"&&(e.error=Nt),e}var Ce=`octokit-core.js/${V} ${O()}`,P=class{static VERSION=V;static defaults(t){return class extends this{constructor(...n){let s=n[0]||{};if(typeof t=="function"){super(t(s));return}super(Object.assign({},t,s,s.userAgent&&t.userAgent?{userAgent:`${s.userAgent} ${t.userAgent}`}:null))}}}static plugins=[];static plugin(...t){let r=this.plugins;return class extends this{static plugins=r.concat(t.filter(s=>!r.includes(s)))}}constructor(t={}){let r=new se.Collection,n={baseUrl:q.endpoint.DEFAULTS.baseUrl,headers:{},request:Object.assign({},t.request,{hook:r.bind(null,"request")}),mediaType:{previews:[],format:""}};if(n.headers["user-agent"]=t.userAgent?`${t.userAgent} ${Ce}`:Ce,t.baseUrl&&(n.baseUrl=t.baseUrl),t.previews&&(n.mediaType.previews=t.previews),t.timeZone&&(n.headers["time-zone"]=t.timeZone),this.request=q.defaults(n),this.graphql=Ne(this.request).defaults(n),this.log=jt(t.log),this.hook=r,t.authStrategy){let{authStrategy:a,...i}=t,o=a(Object.assign({request:this.request,log:this.log,octokit:this,octokitOptions:i},t.auth));r.wrap("request",o.hook),this.auth=o}else if(!t.auth)this.auth=async()=>({type:"unauthenticated"});else{let a=Te(t.auth);r.wrap("request",a.hook),this.auth=a}let s=this.constructor;for(let a=0;a<s.plugins.length;++a)Object.assign(this,s.plugins[a](this,t))}request;graphql;log;hook;auth};function Q(e,t){if(!Rt(e))return;let{status:r,response:n}=e;return n===void 0||r>=500||r===408?{kind:"ambiguous"}:$t(e)?{kind:"throttled",retryAfterMs:Ct(n.headers,t)}:r===401||r===403?{kind:"forbidden"}:r===404||Tt(e)?{kind:"missing"}:{kind:"rejected"}}function K(e,t){return Object.assign(new Error(t),{name:"HttpError",status:e,response:{headers:{}}})}function Rt(e){return e instanceof Error&&e.name==="HttpError"&&"status"in e&&typeof e.status=="number"}function Tt({status:e,message:t}){return e===422&&/^No commit found/i.test(t)}function $t({status:e,response:t,message:r}){if(e===429)return!0;if(e!==403||t===void 0)return!1;let n=t.headers;return n["retry-after"]!==void 0||n["x-ratelimit-remaining"]==="0"||/secondary rate limit|abuse detection/i.test(r)}function Ct(e,t){let r=Number(e["retry-after"]);if(e["retry-after"]!==void 0&&Number.isFinite(r))return r*1e3;let n=Number(e["x-ratelimit-reset"]);if(e["x-ratelimit-remaining"]==="0"&&Number.isFinite(n))return Math.max(0,n*1e3-t)}var z=class extends Error{constructor(t,r){super(`GitHub's answer was lost: ${t}`,{cause:r}),this.name="AmbiguousAnswer"}},vt=6e4,qt=400,_t=8e3;function vr(e){let t=new P({auth:e.token,baseUrl:e.apiUrl,userAgent:"breakglass",request:{fetch:e.fetch},log:{debug:()=>{},info:()=>{},warn:()=>{},error:()=>{}}}),r={owner:e.owner,repo:e.name},n={"x-github-api-version":"2022-11-28"},s=async(a,i,o={})=>{let c=i.replace(" "," /repos/{owner}/{repo}"),d=i.startsWith("GET ")?void 0:i;return qe(e,a,async()=>(await ve(e,d,()=>t.request(c,{...o,...r,headers:n}))).data)};return{owner:e.owner,name:e.name,clock:e.clock,random:e.random??Math.random,rest:s,find:(a,i,o)=>s(a,i,o).catch(Mt),graphql:(a,i,o)=>qe(e,a,async()=>{let c=()=>t.request(`POST ${e.graphqlUrl}`,{query:i,variables:o}),{data:d}=await ve(e,It.exec(i)?.[1],c);return Gt(Jt(d))})}}var It=/^\s*mutation[^{]*\{\s*(\w+)/;async function ve({clock:e,onCall:t},r,n){if(r===void 0||t===void 0)return n();let s=e.now(),a=(i,o)=>t({service:"github",operation:r,access:"write",requestId:typeof o=="string"?o:null,outcome:i,ms:e.now()-s});try{let i=await n();return a(Ft(i.data)??"ok",i.headers["x-github-request-id"]),i}catch(i){let o=i instanceof Error&&"status"in i?String(i.status):"network";throw a(o,null),i}}function Ft(e){let t=(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.d)(e)?e.errors:void 0,[r]=Array.isArray(t)?t:[];return (0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.d)(r)&&typeof r.type=="string"?r.type:void 0}async function qe(e,t,r){let{clock:n,random:s=Math.random,deadlineMs:a=vt}=e,i=n.now()+a;for(let o=1;;o+=1)try{return await r()}catch(c){let d=Q(c,n.now());if(d===void 0)throw c;if(d.kind==="ambiguous"&&!t.repeatable)throw new z(t.what,c);let u=xt(d,o,s);if(u===void 0||n.now()+u>i)throw Pt(c,d,t);await n.sleep(u)}}function xt(e,t,r){if(e.kind!=="throttled"&&e.kind!=="ambiguous")return;let n=Math.min(qt*2**(t-1),_t)*(.5+r()/2);return e.kind==="throttled"?(e.retryAfterMs??0)+n:n}function Pt(e,t,r){let n=`cannot ${r.what}: ${e instanceof Error?e.message:String(e)}`;return t.kind==="forbidden"?Ut(n,r.permission,e):t.kind==="missing"||t.kind==="rejected"?new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.a("github-rejected",n,{cause:e}):new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.a("github-unavailable",n,{hint:"see https://www.githubstatus.com, then make a new request",cause:e})}function Ut(e,t,r){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.a("github-forbidden",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
permissions:
  ${t}`,cause:r})}function Mt(e){if(!(e instanceof _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.a&&Q(e.cause,0)?.kind==="missing"))throw e}function Gt(e){let[t]=e.ok?[]:e.errors;if(t===void 0)return e;if(t.type==="RATE_LIMITED")throw K(429,t.message);if(t.message.startsWith("Something went wrong while executing your query"))throw K(502,t.message);return e}function Jt(e){let{data:t=null,errors:r=[]}=(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.d)(e)?e:{};return!Array.isArray(r)||r.length===0?{ok:!0,data:t}:{ok:!1,errors:r.filter(_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.d).map(({type:n,message:s})=>({type:_e(n),message:_e(s)}))}}function _e(e){return typeof e=="string"?e:""}


/***/ }),

/***/ 6824:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ G),
/* harmony export */   b: () => (/* binding */ ft),
/* harmony export */   c: () => (/* binding */ ge),
/* harmony export */   d: () => (/* binding */ yt),
/* harmony export */   e: () => (/* binding */ sn),
/* harmony export */   f: () => (/* binding */ Or),
/* harmony export */   g: () => (/* binding */ Gr),
/* harmony export */   h: () => (/* binding */ ct)
/* harmony export */ });
/* harmony import */ var _chunk_QU57TTOI_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9257);
/* harmony import */ var _chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8745);
/* harmony import */ var _chunk_I6GOZCSZ_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8944);
/* harmony import */ var _chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5133);
/* harmony import */ var _chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1004);
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(5660);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(7030);
var G=class extends _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a{settle;constructor(n,t){super(n.code,n.message,{cause:n,...n.hint===void 0?{}:{hint:n.hint}}),this.name="LinkInDoubt",this.settle=t}};function ft(e,n){return n.id===void 0?e.login.toLowerCase()===n.login.toLowerCase():e.id===n.id}function ge(e){return[...new Map(e.map(n=>[n.id,n])).values()]}function yt(e){return`${e.login}#${e.id}`}function he(e,n,t){return`${(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.a)({version:1,repository:e,repositoryId:n,at:t})}
`}var we=["audit","drill"],M=50,be=300,ke=_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.k+1;async function Ee(e,n,t){let r=await H(e,`heads/${n}`);if(r===void 0)return;if(r.oid===t?.commit)return t;let o=await _e(e,r)??(await un(e,n,r.oid))?.previous;return{commit:r.oid,previous:o??await mn(e,n,r)}}async function Re(e,n,t){for(let{oid:r}of await j(e,n,t.path,1))if((await H(e,r))?.added.get(t.path)===t.blob)return r}async function _e(e,n){let t=(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.l)({...n,added:[...n.added.keys()]});if(t===void 0)return;let r=t.slice(0,t.lastIndexOf("/")),o=await (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.o)(e,n.oid,r),i=u=>o?.get(u.slice(r.length+1))?.size;if(![...n.added.keys()].every(u=>i(u)!==void 0)||(i(t)??1/0)>_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.j)return;let a=await (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.p)(e,n.added.get(t)??"");return (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.m)(a)===void 0?void 0:(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.b)(a)}async function un(e,n,t){let[r,o]=await Promise.all(we.map(s=>Ae(e,n,t,s)));return r===void 0||o===void 0?r??o:(await Ae(e,n,r.commit,we[1]))?.commit===o.commit?r:o}async function Ae(e,n,t,r){for(let o=1;o<=be/M;o+=1){let i=await j(e,t,r,o);for(let{oid:s,parents:a}of i){let u=a===1?await H(e,s):void 0,m=u===void 0?void 0:await _e(e,u);if(m!==void 0)return{commit:s,previous:m}}if(i.length<M)return}throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-invalid",`${be} commits of ${n} touch ${r}/ and are no links`,{hint:"somebody else writes to the audit branch. Keep it as evidence, stop them by the rules of the branch, open a new audit branch, and name that one by the input audit-branch"})}async function mn(e,n,t){let o=(t.parents===0?[]:await j(e,t.oid,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.e,1)).findLast(({parents:a})=>a===0),i=o===void 0?t:await H(e,o.oid),s=i?.parents===0?i.added.get(_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.e):void 0;if(s!==void 0)return (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.b)(await (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.p)(e,s));throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-invalid",`the first commit of ${n} does not add ${_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.e}`,{hint:"it is no audit branch: name the one that is by the input audit-branch"})}async function j(e,n,t,r){let o=await e.rest(_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.n,"GET /commits",{sha:n,path:t,per_page:M,page:r});return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.f)(o,"commits").map(i=>({oid:i.text("sha"),parents:i.list("parents").length}))}async function H(e,n){let t=await e.find(_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.n,"GET /commits/{ref}",{ref:n,per_page:ke});if(t===void 0)return;let r=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(t,"commit"),o=r.value("files")===void 0?[]:r.list("files").slice(0,ke);return{oid:r.text("sha"),parents:r.list("parents").length,added:new Map(o.filter(ve).map(i=>[i.text("filename"),i.text("sha")])),otherwise:!o.every(ve)}}function ve(e){return e.value("status")==="added"&&typeof e.value("sha")=="string"}function Pe(e,n,t,r=[]){let o=Object.fromEntries(r.map(({name:i,content:s})=>[i,(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.b)(s)]));return (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.c)({version:1,session:e.session,sequence:e.sequence,state:e.state,repository:n.repository,repositoryId:n.repositoryId,runId:n.runId,runAttempt:n.runAttempt,environment:n.environment,drill:n.drill,at:n.at,previous:t,events:e.events,...e.opening===void 0?{}:{opening:e.opening},...r.length===0?{}:{files:o}})}function Ie(e){let n={...e};return delete n.proof,(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.b)((0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.a)(n))}function Te(e){return`urn:breakglass:link:${e}`}function Se(e){return`${(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.a)(e)}
`}async function xe({place:e,proof:n},{body:t,attachments:r},{onto:o,folder:i,at:s}){let a=t.state==="refused"?null:e.environment,u=Pe(t,{...e,environment:a,at:s},o.previous,r),m=Se({...u,proof:await n(Te(Ie(u)))}),h=Buffer.byteLength(m);if(h>_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.j)throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-not-writable",`the link has ${h} bytes, at most ${_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.j} are read`,{hint:"split the playbook: what its resources look like before and after has to fit into one link"});let p=(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.g)(i,u),k=r.map(({name:A,content:d})=>({path:`${i}/${A}`,content:d}));return{onto:o,session:t.session,path:p,folder:i,text:m,files:[{path:p,content:m},...k],headline:`${t.state}: ${t.session}`}}async function Le(e,n,t){let r=await (0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.o)(e,n,t);if(r===void 0)throw Ge(t);return new Set(r.keys())}function Oe({files:e},n,t){let r=e.find(({path:o})=>t.has(o.slice(n.length+1)));if(r!==void 0)throw Ge(r.path)}function Ge(e){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-invalid",`${e} is in the audit branch already`,{hint:"somebody else wrote it: see the commit that added it, then make a new request, which is another session"})}var He=Symbol("lost answer"),Ne=20,pn=100,fn=3e3;function $e(e,n){let{branch:t}=n,r=new Map,o,i,s=Promise.resolve(),a=async()=>{if(o=await Ee(e,t,o),o===void 0)throw wn(n,(0,_chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.clock));return o},u=(d,c)=>((o===void 0||o.commit===d.onto.commit)&&(o={commit:c,previous:(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.b)(d.text)},i?.commit===d.onto.commit&&(i.commit=c)),r.set(d.session,d.folder),{commit:c,path:d.path}),m=async(d,c)=>{let f=(0,_chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.clock),{session:w}=c.body,y=r.get(w)??(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.f)(w,n.place.drill,f),P=i?.commit===d.commit&&i.folder===y?i.names:void 0,[b,v]=await Promise.all([xe(n,c,{onto:d,folder:y,at:f}),P??Le(e,d.commit,y)]);return i={folder:y,names:v,commit:d.commit},Oe(b,y,v),b},h=async(d,c)=>{let f=c;try{for(let w=0;w<Ne;w+=1){let y=o??await n.located?.().catch(()=>{})??await a();o=y;let P=f===void 0?void 0:await hn(e,y,f);if(P!==void 0&&f!==void 0)return u(f,P);f?.onto.commit!==y.commit&&(f=void 0);let b=f??(d&&await m(y,d));if(b===void 0)return;let v=await gn(e,t,b);if(typeof v=="string")return u(b,v);v===He&&(f=b),await e.clock.sleep(Math.min(pn*1.5**w,fn)*e.random()),await a()}throw yn(t)}catch(w){throw f===void 0?w:k(w,f)}},p=d=>{let c=s.then(d);return s=c.catch(()=>{}),c},k=(d,c)=>new G((0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.c)(d),()=>p(async()=>(await a(),h(void 0,c)))),A=async d=>{let c=await h(d);if(c===void 0)throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("internal","a link was neither written nor refused");return c};return{locate:()=>p(a),append:(d,c=[])=>p(()=>A({body:d,attachments:c}))}}function yn(e){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-contention",`the head of ${e} moved ${Ne} times`,{hint:"see what else commits to the audit branch, then make a new request"})}async function gn(e,n,t){try{return await (0,_chunk_I6GOZCSZ_js__WEBPACK_IMPORTED_MODULE_2__.a)(e,n,t.onto.commit,t.headline,t.files)}catch(r){if(r instanceof _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.a)return He;throw r}}function hn(e,{commit:n},{path:t,text:r}){return Re(e,n,{path:t,blob:(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_3__.d)(r)})}function wn({branch:e,place:n},t){let i=`"$(printf '100644 blob %s\\taudit.json\\n' ${`"$(printf '%s\\n' '${he(n.repository,n.repositoryId,t).trim()}' | git hash-object -w --stdin)"`} | git mktree)"`;return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-branch-missing",`${n.repository} has no branch "${e}"`,{hint:`create it once, in a clone:
git push origin "$(git commit-tree ${i} -m 'open the audit trail')":refs/heads/${e}`})}var bn={what:"read the commit",permission:"contents: read",repeatable:!0};async function N(e,n){return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(await e.rest(bn,"GET /commits/{ref}",{ref:n}),"commit")}function De(e,n){let t=Ce(e);return{parents:J(e),files:e.value("files")===void 0?[]:W(e.list("files")),replayed:n.some(r=>Ce(r)===t)}}function J(e){return e.list("parents").map(n=>n.text("sha"))}function W(e){return e.map(n=>({path:n.text("filename"),status:n.text("status")}))}function Ce(e){let{object:n,text:t}=e.object("commit"),r=n("author");return JSON.stringify([r.text("name"),r.text("email"),r.text("date"),t("message")])}function Be(e,n){let t=kn(e,"required_reviewers"),r=e.value("can_admins_bypass");return{name:e.text("name"),reviewers:(t?.list("reviewers")??[]).map(vn),canAdminsBypass:typeof r=="boolean"?r:null,deploymentBranches:{policy:An(e.optional("deployment_branch_policy")),patterns:n}}}function kn(e,n){return(e.value("protection_rules")===void 0?[]:e.list("protection_rules")).find(r=>r.value("type")===n)}function Fe(e){let n=e.list("branch_policies").map(r=>({name:r.text("name"),type:r.oneOf("type",["branch","tag"])})),t=e.number("total_count");if(t===n.length)return n;throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("deployment-branches",`${t} patterns may deploy to the environment, and GitHub lists ${n.length}`,{hint:"an admin leaves one of them, the default branch, under Settings, Environments"})}function An(e){return e?.value("protected_branches")===!0?"protected":e?.value("custom_branch_policies")===!0?"custom":"all"}function vn(e){let n=e.oneOf("type",["User","Team"]),t=e.object("reviewer");return{type:n,name:t.text(n==="User"?"login":"slug"),id:t.number("id")}}var $={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},qe=100,En=5;async function je(e,n,t){let[r,o,i]=await Promise.all([e.rest($,"GET /commits/{commit_sha}/pulls",{commit_sha:n}),t,N(e,n)]),[s,...a]=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.f)(r,"pulls").filter(p=>Rn(p,n,o));if(s===void 0)return null;let{facts:u,commits:m}=await We(e,s.number("number"));return{pullRequest:{...u,mergedWith:a.map(p=>p.number("number"))},merge:De(i,m)}}async function Je(e,n){return(await We(e,n)).facts}async function We(e,n){let t={pull_number:n},[r,o,i,s]=await Promise.all([e.rest($,"GET /pulls/{pull_number}",t),Me(e,"GET /pulls/{pull_number}/reviews",t),Me(e,"GET /pulls/{pull_number}/commits",t),e.rest($,"GET /pulls/{pull_number}/files",{...t,per_page:2})]),a=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(r,"pull");return{facts:{number:n,author:a.account("user"),mergedBy:a.optional("merged_by")===void 0?null:a.account("merged_by"),headSha:a.object("head").text("sha"),base:a.object("base").text("ref"),commits:a.number("commits"),mergedWith:[],reviews:_n(o),contributors:i.flatMap(ze),unverified:[...i.flatMap(In),...Tn(a.number("commits"),i.length)],fromFork:Ue(a,"head")!==Ue(a,"base"),files:W((0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.f)(s,"files"))},commits:i}}function Rn(e,n,t){return e.value("merge_commit_sha")!==n||typeof e.value("merged_at")!="string"?!1:e.object("base").text("ref")===t}function Ue(e,n){return e.object(n).optional("repo")?.number("id")}async function Me(e,n,t){let r=[];for(let o=1;o<=En;o+=1){let i=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.f)(await e.rest($,n,{...t,per_page:qe,page:o}),n);if(r.push(...i),i.length<qe)break}return r}function _n(e){let n=new Map;for(let t of e){if(t.optional("user")===void 0)continue;let r=Pn(t),o=n.get(r.user.id),i=r.state!=="COMMENTED"&&r.state!=="PENDING";(o===void 0||i)&&n.set(r.user.id,r)}return[...n.values()]}function Pn(e){let n=e.value("commit_id"),t=e.value("body");return{user:e.account("user"),state:e.oneOf("state",["APPROVED","CHANGES_REQUESTED","COMMENTED","DISMISSED","PENDING"]),commitId:typeof n=="string"?n:null,body:typeof t=="string"?t:""}}function ze(e){return["author","committer"].flatMap(n=>{let t=e.optional(n);return t===void 0||t.value("id")===void 0?[]:[(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.e)(t)]})}function In(e){let n=e.text("sha"),t=e.object("commit").optional("verification");if(t?.value("verified")!==!0){let r=t?.value("reason");return[{sha:n,reason:typeof r=="string"?r:"unknown"}]}return ze(e).length===2?[]:[{sha:n,reason:"no account has its address"}]}function Tn(e,n){return e>n?[{sha:`after the ${n}th`,reason:"GitHub does not list it"}]:[]}var C={what:"read the run",permission:"actions: read",repeatable:!0},z={what:"read the repository",permission:"contents: read",repeatable:!0},Sn={...z,what:"read the default branch"},Ve="/environments/{environment_name}",xn="deployment-branch-policies",Ln=100,On={...z,what:"read what an approver may do"};function Qe(e,n){let t;return{begin:()=>{t=Ke(e,n),t.catch(()=>{})},facts:async r=>{let o=t??Ke(e,n);t=void 0;let i={environment_name:r},[[s,a,u,m],h,p]=await Promise.all([o,e.find({...C,what:"read the environment"},`GET ${Ve}`,i),e.find({...C,what:"read the branches that may deploy"},`GET ${Ve}/${xn}`,{...i,per_page:Ln})]),k=Fn((0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(a,"run"),n.ref);Dn(k,n,m.sha);let A=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.f)(u,"approvals").map(qn),d=p===void 0?[]:Fe((0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(p,"deployment branches"));return{repository:s,run:k,environment:h===void 0?null:Be((0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(h,"environment"),d),approvals:A,pullRequest:m.pullRequest,merge:m.merge,cannotPush:await $n(e,A,m.pullRequest)}}}}function Ke(e,n){let{runId:t}=n,r=e.rest(z,"GET ").then(i=>(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(i,"repository")),o=r.then(i=>i.text("default_branch"));return Promise.all([Promise.all([r,o.then(i=>Nn(e,i))]).then(Bn),e.rest(C,"GET /actions/runs/{run_id}",{run_id:t}),e.rest({...C,what:"read the approvals"},"GET /actions/runs/{run_id}/approvals",{run_id:t}),Gn(e,n,o)])}async function Gn(e,n,t){let r=(0,_chunk_QU57TTOI_js__WEBPACK_IMPORTED_MODULE_0__.a)(n);if(r!==void 0){let[s,a]=await Promise.all([Je(e,r),N(e,n.sha)]);return{sha:Hn(a),pullRequest:s,merge:null}}let o={pullRequest:null,merge:null},i=n.eventName==="push"?await je(e,n.sha,t):null;return{sha:n.sha,...i??o}}function Hn(e){let[,n,...t]=J(e);return n===void 0||t.length>0?"no merge of a pull request":n}async function Nn(e,n){let t=await e.find(Sn,"GET /branches/{branch}",{branch:n});return t!==void 0&&(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(t,"branch").value("protected")===!0}async function $n(e,n,t){if(t===null||t.unverified.length===0)return[];let r=ge([...n.map(({user:i})=>i),...t.reviews.map(({user:i})=>i)]),o=await Promise.all(r.map(i=>Cn(e,i)));return r.filter((i,s)=>o[s]===!0)}async function Cn(e,n){try{let t={username:n.login},r=await e.find(On,"GET /collaborators/{username}/permission",t);if(r===void 0)return!1;let o=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.d)(r,"permission"),i=o.value("permission");return o.optional("user")?.value("id")===n.id&&(i==="read"||i==="none")}catch(t){if(t instanceof _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a&&t.code==="github-forbidden")return!1;throw t}}function Dn(e,n,t){if(!(e.id===n.runId&&e.sha===t&&e.event===n.eventName))throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("not-in-actions",`the runner says run ${n.runId}, ${n.eventName} of ${t}; GitHub says ${e.id}, ${e.event} of ${e.sha}`,{hint:"do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself"})}function Bn([e,n]){return{fullName:e.text("full_name"),id:e.number("id"),visibility:e.oneOf("visibility",["public","private","internal"]),defaultBranch:e.text("default_branch"),defaultBranchProtected:n}}function Fn(e,n){let t=e.value("head_branch"),r=e.value("run_started_at");return{id:String(e.number("id")),attempt:e.number("run_attempt"),event:e.text("event"),sha:e.text("head_sha"),branch:typeof t=="string"&&n===`refs/heads/${t}`?t:null,actor:e.account("actor"),triggeringActor:e.account("triggering_actor"),startedAt:Date.parse(typeof r=="string"?r:e.text("created_at"))}}function qn(e){return{environments:e.list("environments").map(n=>n.text("name")),state:e.oneOf("state",["approved","rejected","pending"]),user:e.account("user"),comment:e.text("comment")}}var Un=["plan","run","record-refusal","comment","recover","incident"],Mn={command:"",request:"","request-name":"",playbook:"",install:"",incident:"",reason:"",commander:"",confirmed:"",duration:"",inputs:"{}",accept:"","on-drift":"refuse",digest:"",seen:"",page:"",session:"",alerts:"","audit-branch":"break-glass-audit","github-token":""};function Ze(e){let n=o=>jn(e,o),t=V(n("digest"),"digest",/^[0-9a-f]{64}$/,"64 lowercase hex digits"),r=nn(n("command"),"command",Un);return{command:r,request:Wn(r,n),digest:t===""?void 0:t,seen:n("seen"),page:n("page"),session:V(n("session"),"session",/^[a-z0-9][a-z0-9-]{0,63}$/,"the id of a session"),alerts:n("alerts"),auditBranch:Kn(n("audit-branch")),token:_(n,"github-token")}}function jn(e,n){let t=e[`INPUT_${n.replaceAll(" ","_").toUpperCase()}`]?.trim()??"";return t===""?Mn[n]:t}var Jn=["comment","recover","incident"];function Wn(e,n){if(Jn.includes(e))return;let t=n("request");if(t!=="")return{path:Vn(t,n)};if(!(e!=="run"&&en.every(r=>n(r)==="")))return{dispatch:zn(n)}}var en=["request-name","playbook","install","incident","reason","commander","duration"];function zn(e){return{name:_(e,"request-name"),playbook:_(e,"playbook"),install:_(e,"install"),incident:_(e,"incident"),reason:_(e,"reason"),commander:_(e,"commander"),confirmed:Xe(e("confirmed")),duration:_(e,"duration"),inputs:Qn(e("inputs")),accept:Xe(e("accept")),onDrift:nn(e("on-drift"),"on-drift",["refuse","proceed"])}}function Vn(e,n){let t=en.find(r=>n(r)!=="");if(t===void 0)return e;throw I(t,`"${t}" is given beside request "${e}"`,`leave "${t}" out: the request file says it`)}function _(e,n){let t=e(n);if(t!=="")return t;throw I(n,`input "${n}" is missing`,`set "${n}" under "with:"`)}function nn(e,n,t){let r=t.find(o=>o===e);if(r!==void 0)return r;throw I(n,`input "${n}" is "${e}"`,`write one of ${t.join(", ")}`)}function V(e,n,t,r){if(e===""||t.test(e))return e;throw I(n,`input "${n}" is "${e}"`,`write ${r}`)}function Kn(e){return V(e,"audit-branch",/^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,"the plain name of a branch, such as break-glass-audit")}function Xe(e){return e.split(/\r?\n/).map(n=>n.trim()).filter(n=>n!=="")}function Qn(e){try{let n=JSON.parse(e);if((0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.d)(n))return n}catch(n){throw I("inputs",`input "inputs" is not JSON: ${n instanceof Error?n.message:""}`,Ye)}throw I("inputs",'input "inputs" is not a JSON object',Ye)}var Ye='write a JSON object, such as {"listener": "web-https", "to": "green"}';function I(e,n,t){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("invalid-input",n,{hint:`${t} (input "${e}")`})}var tn=6,Xn=250,Yn=`permissions:
  id-token: write`;function rn(e){let{oidc:n,mask:t}=e;return async r=>{if(n===void 0)throw on("the job may not request an OIDC token");let o=new URL(n.url);o.searchParams.set("audience",r);let i=await Zn(o.href,n.token,e),s=et(await i.json().catch(()=>{}));return t(s),s}}async function Zn(e,n,{fetch:t,clock:r,random:o=Math.random}){for(let i=1;;i+=1){let s=await t(e,{headers:{authorization:`Bearer ${n}`,accept:"application/json"}}).catch(a=>nt(a));if(typeof s!="string"){if(s.ok)return s;if(s.status===401||s.status===403)throw on(`GitHub refused an OIDC token with status ${s.status}`);if(s.status<500&&s.status!==429&&s.status!==408)throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("github-rejected",`GitHub answered ${s.status} to the request for an OIDC token`)}if(i===tn){let a=typeof s=="string"?s:`status ${s.status}`;throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("github-unavailable",`no OIDC token after ${tn} attempts: ${a}`,{hint:"see https://www.githubstatus.com, then make a new request"})}await r.sleep(Xn*2**i*(.5+o()/2))}}function et(e){let n=typeof e=="object"&&e!==null&&"value"in e?e.value:void 0;if(typeof n=="string"&&/^[\w-]+\.[\w-]+\.[\w-]+$/.test(n))return n;throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("github-rejected","the answer to the request for an OIDC token holds no token")}function nt(e){return e instanceof Error&&"code"in e?String(e.code):"network error"}function on(e){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("oidc-permission-missing",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
${Yn}`})}var rt=new Set(["AWS_CA_BUNDLE","NODE_EXTRA_CA_CERTS","NODE_TLS_REJECT_UNAUTHORIZED","SSL_CERT_FILE","SSL_CERT_DIR","AWS_PROFILE","AWS_DEFAULT_PROFILE","AWS_CONFIG_FILE","AWS_SHARED_CREDENTIALS_FILE","AWS_USE_FIPS_ENDPOINT","AWS_USE_DUALSTACK_ENDPOINT","BREAKGLASS_CLOCK"]),an=/^AWS_ENDPOINT_URL/,ot=/^[a-z0-9.-]+\.actions\.githubusercontent\.com$/,it={aws:"amazonaws.com","aws-cn":"amazonaws.com.cn","aws-us-gov":"amazonaws.com"},st={aws:[],"aws-cn":["cn-north-1"],"aws-us-gov":["us-gov"]};function dn(e,n){let t={GITHUB_API_URL:n.apiUrl,GITHUB_GRAPHQL_URL:n.graphqlUrl},r=n.oidc===void 0?{}:{ACTIONS_ID_TOKEN_REQUEST_URL:n.oidc.url},o=Object.fromEntries(Object.entries(e).filter(([a,u])=>an.test(a)&&u)),i={...t,...r,...o};if(!Object.values(t).some(sn))return at(e,n);let s=Object.entries(i).find(([,a])=>!sn(a));if(s!==void 0)throw D(s[0],`${s[0]} is no loopback address although GitHub's API is`);return{drill:!0,audience:"sandbox",clock:lt(e.BREAKGLASS_CLOCK),endpoint:a=>dt(o,a)}}function sn(e){if(e===void 0||!URL.canParse(e))return!1;let{protocol:n,hostname:t,username:r}=new URL(e);return n!=="http:"&&n!=="https:"||r!==""?!1:t==="[::1]"||(0,node_net__WEBPACK_IMPORTED_MODULE_7__.isIP)(t)===4&&t.startsWith("127.")}function at(e,n){let r=Object.keys(e).filter(o=>e[o]).find(o=>an.test(o)||rt.has(o));if(r!==void 0)throw D(r,`${r} is set`);return K("GITHUB_API_URL",n.apiUrl,o=>o.host==="api.github.com"),K("GITHUB_GRAPHQL_URL",n.graphqlUrl,o=>o.host==="api.github.com"),n.oidc!==void 0&&K("ACTIONS_ID_TOKEN_REQUEST_URL",n.oidc.url,o=>ot.test(o.host)),{drill:!1,audience:"sts.amazonaws.com",clock:_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__.e,endpoint:({prefix:o,region:i,global:s=!1})=>{let a=(0,_chunk_I6GOZCSZ_js__WEBPACK_IMPORTED_MODULE_2__.e)(i);return`https://${[o,...s?st[a]:[i]].join(".")}.${it[a]}`}}}function K(e,n,t){let r=URL.canParse(n)?new URL(n):void 0;if(!(r?.protocol==="https:"&&r.username===""&&t(r)))throw D(e,`${e} is not GitHub's: "${r?.origin??n.slice(0,100)}"`)}function dt(e,{variable:n}){let t=e[`AWS_ENDPOINT_URL_${n}`]??e.AWS_ENDPOINT_URL;if(t!==void 0)return t;let r=`AWS_ENDPOINT_URL_${n}`;throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("endpoint-override",`${r} is not set in a drill, so its calls would reach the real cloud`,{hint:`set ${r} or AWS_ENDPOINT_URL to the sandbox's address`})}function lt(e){if(!e)return _chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__.e;let n=/^(\d{1,15})\/(\d{1,4}(?:\.\d{1,3})?)$/.exec(e),t=Number(n?.[2]);if(n===null||t<=0)throw D("BREAKGLASS_CLOCK",`BREAKGLASS_CLOCK is "${e.slice(0,100)}"`);return (0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__.f)(Number(n[1]),t)}function D(e,n){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_6__.a("endpoint-override",n,{hint:`unset ${e}; it is allowed in drills only, where GitHub and every AWS endpoint are on loopback`})}function ln(e){let n=[],t;return{push:r=>{let o={...r,at:(0,_chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_1__.a)(e)};t===void 0?n.push(o):t(o)},to:r=>{t=r;for(let o of n.splice(0))r(o)}}}function Or(e,n,t={}){let r=(0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__.b)(e),o=dn(e,r),i={...o,clock:t.clock??o.clock},s=Ze(e);n.mask(s.token);let a=t.fetch??(0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__.d)(),{apiUrl:u,graphqlUrl:m,owner:h,name:p}=r,{clock:k}=i,A=ln(k),d={owner:h,name:p,token:s.token},c=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_5__.b)({...d,apiUrl:u,graphqlUrl:m,clock:k,fetch:a,onCall:A.push}),f=rn({oidc:r.oidc,fetch:a,clock:i.clock,mask:n.mask}),w={repository:`${h}/${p}`,repositoryId:Number(r.repositoryId),runId:r.runId,runAttempt:r.runAttempt,drill:i.drill},y=v=>$e(c,{branch:s.auditBranch,place:{...w,environment:v},located:b,proof:async cn=>r.oidc===void 0?null:f(cn)}),P,b=()=>(P??=y(null).locate(),P);return{host:n,inputs:s,runner:r,mode:i,github:c,calls:A,idToken:f,repository:(0,_chunk_I6GOZCSZ_js__WEBPACK_IMPORTED_MODULE_2__.b)(c,r.sha),gatekeeper:Qe(c,r),lock:(0,_chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_1__.b)(c,(0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_4__.c)(r)),journal:y,trail:b,session:s.command==="incident"&&s.session!==""?s.session:ct(s.request,r)}}function Gr({inputs:e,repository:n,gatekeeper:t,lock:r,trail:o,session:i}){let{command:s,request:a}=e;a!==void 0&&"path"in a&&n.readFile(a.path).catch(()=>{}),(s==="plan"||s==="run"||s==="record-refusal")&&t.begin(),s==="run"&&(r.prepare(i),o().catch(()=>{}))}function ct(e,{runId:n,runAttempt:t}){let r=ut(e).toLowerCase().replace(/[^a-z0-9]+/g,"-").slice(0,24).replace(/^-+|-+$/g,""),o=t===1?"":`-a${t}`;return`${r||"request"}${o}-${n}`}function ut(e){return e===void 0?"":"dispatch"in e?e.dispatch.name:e.path.replace(/^.*\//,"").replace(/\.ya?ml$/,"")}


/***/ }),

/***/ 3695:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5660);
function s(r){let{code:e,message:o,hint:n}=(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_0__.c)(r);return`the audit branch was not written: ${e}: ${o}${n===void 0?"":`: ${n}`}`}


/***/ }),

/***/ 4465:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ ut),
  b: () => (/* binding */ lt)
});

// EXTERNAL MODULE: ./build-shaken/chunk-YYBENDLJ.js
var chunk_YYBENDLJ = __nccwpck_require__(5660);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./build-shaken/chunk-FOWWSCNI.js
function u(n){return n==null?"":typeof n=="string"||n instanceof String?n:JSON.stringify(n)}function d(n,t,e){let r=new w(n,t,e);process.stdout.write(r.toString()+external_os_namespaceObject.EOL)}var L="::",w=class{constructor(t,e,r){t||(t="missing.command"),this.command=t,this.properties=e,this.message=r}toString(){let t=L+this.command;if(this.properties&&Object.keys(this.properties).length>0){t+=" ";let e=!0;for(let r in this.properties)if(this.properties.hasOwnProperty(r)){let i=this.properties[r];i&&(e?e=!1:t+=",",t+=`${r}=${B(i)}`)}}return t+=`${L}${A(this.message)}`,t}};function A(n){return u(n).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A")}function B(n){return u(n).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A").replace(/:/g,"%3A").replace(/,/g,"%2C")}function y(n,t){let e=process.env[`GITHUB_${n}`];if(!e)throw new Error(`Unable to find environment variable for file command ${n}`);if(!external_fs_namespaceObject.existsSync(e))throw new Error(`Missing file at path: ${e}`);external_fs_namespaceObject.appendFileSync(e,`${u(t)}${external_os_namespaceObject.EOL}`,{encoding:"utf8"})}function v(n,t){let e=`ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`,r=u(t);if(n.includes(e))throw new Error(`Unexpected input: name should not contain the delimiter "${e}"`);if(r.includes(e))throw new Error(`Unexpected input: value should not contain the delimiter "${e}"`);return`${n}<<${e}${external_os_namespaceObject.EOL}${r}${external_os_namespaceObject.EOL}${e}`}var O=function(n,t,e,r){function i(s){return s instanceof e?s:new e(function(o){o(s)})}return new(e||(e=Promise))(function(s,o){function l(a){try{c(r.next(a))}catch(p){o(p)}}function g(a){try{c(r.throw(a))}catch(p){o(p)}}function c(a){a.done?s(a.value):i(a.value).then(l,g)}c((r=r.apply(n,t||[])).next())})},{access:P,appendFile:N,writeFile:F}=external_fs_namespaceObject.promises,C="GITHUB_STEP_SUMMARY";var E=class{constructor(){this._buffer=""}filePath(){return O(this,void 0,void 0,function*(){if(this._filePath)return this._filePath;let t=process.env[C];if(!t)throw new Error(`Unable to find environment variable for $${C}. Check if your runtime environment supports job summaries.`);try{yield P(t,external_fs_namespaceObject.constants.R_OK|external_fs_namespaceObject.constants.W_OK)}catch{throw new Error(`Unable to access summary file: '${t}'. Check if the file has correct read/write permissions.`)}return this._filePath=t,this._filePath})}wrap(t,e,r={}){let i=Object.entries(r).map(([s,o])=>` ${s}="${o}"`).join("");return e?`<${t}${i}>${e}</${t}>`:`<${t}${i}>`}write(t){return O(this,void 0,void 0,function*(){let e=!!t?.overwrite,r=yield this.filePath();return yield(e?F:N)(r,this._buffer,{encoding:"utf8"}),this.emptyBuffer()})}clear(){return O(this,void 0,void 0,function*(){return this.emptyBuffer().write({overwrite:!0})})}stringify(){return this._buffer}isEmptyBuffer(){return this._buffer.length===0}emptyBuffer(){return this._buffer="",this}addRaw(t,e=!1){return this._buffer+=t,e?this.addEOL():this}addEOL(){return this.addRaw(external_os_namespaceObject.EOL)}addCodeBlock(t,e){let r=Object.assign({},e&&{lang:e}),i=this.wrap("pre",this.wrap("code",t),r);return this.addRaw(i).addEOL()}addList(t,e=!1){let r=e?"ol":"ul",i=t.map(o=>this.wrap("li",o)).join(""),s=this.wrap(r,i);return this.addRaw(s).addEOL()}addTable(t){let e=t.map(i=>{let s=i.map(o=>{if(typeof o=="string")return this.wrap("td",o);let{header:l,data:g,colspan:c,rowspan:a}=o,p=l?"th":"td",k=Object.assign(Object.assign({},c&&{colspan:c}),a&&{rowspan:a});return this.wrap(p,g,k)}).join("");return this.wrap("tr",s)}).join(""),r=this.wrap("table",e);return this.addRaw(r).addEOL()}addDetails(t,e){let r=this.wrap("details",this.wrap("summary",t)+e);return this.addRaw(r).addEOL()}addImage(t,e,r){let{width:i,height:s}=r||{},o=Object.assign(Object.assign({},i&&{width:i}),s&&{height:s}),l=this.wrap("img",null,Object.assign({src:t,alt:e},o));return this.addRaw(l).addEOL()}addHeading(t,e){let r=`h${e}`,i=["h1","h2","h3","h4","h5","h6"].includes(r)?r:"h1",s=this.wrap(i,t);return this.addRaw(s).addEOL()}addSeparator(){let t=this.wrap("hr",null);return this.addRaw(t).addEOL()}addBreak(){let t=this.wrap("br",null);return this.addRaw(t).addEOL()}addQuote(t,e){let r=Object.assign({},e&&{cite:e}),i=this.wrap("blockquote",t,r);return this.addRaw(i).addEOL()}addLink(t,e){let r=this.wrap("a",t,{href:e});return this.addRaw(r).addEOL()}},H=new E;var $=H;var I=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;function b(n){return n.split(/\r\n|\r|\n/).map(t=>t.replaceAll("	","  ").replace(I,"").replace(/^(\s*):(?=:)/u,"$1: ").replaceAll("##[","## ["))}var ut=["session","outcome","request","environment","digest","seen","page","record","commit"],V=1024*1024,D=4e3;function lt(n=t=>{process.stdout.write(`${t}
`)}){let t=new Set,e=i=>[...t].reduce((s,o)=>s.replaceAll(o,"***"),i),r=i=>b(e(i)).forEach(s=>n(s));return{mask:i=>G(t,i),log:r,group:(i,s)=>{d("group",{},h(e(i))),r(s),d("endgroup",{},"")},warn:i=>d("warning",{},h(e(i))),fail:i=>{S(i,e,r),process.exitCode=1},annotate:i=>S(i,e,r),output:(i,s)=>K(i,s),summarise:i=>Y(e(i)),reporter:i=>({report:s=>q(s,i,r)})}}function G(n,t){for(let e of t.split(/\r?\n/))e.trim()===""||n.has(e)||(n.add(e),d("add-mask",{},e))}function S(n,t,e){let r=n.at,i=r===void 0?{}:{file:r.file,line:r.line,col:r.column},s=h(t(`${n.code}: ${n.message}`));d("error",{title:`breakglass: ${n.code}`,...i},s),r!==void 0&&e(`at ${(0,chunk_YYBENDLJ.b)(r)}`),n.hint!==void 0&&e(`what to do: ${n.hint}`)}function K(n,t){process.env.GITHUB_OUTPUT&&y("OUTPUT",v(n,t))}async function Y(n){if(Buffer.byteLength(n)>V){d("warning",{},"the summary is longer than GitHub accepts: see report.md in the audit branch");return}try{await $.addRaw(n,!0).write()}catch(t){d("warning",{},h(`no step summary: ${(0,chunk_YYBENDLJ.c)(t).message}`))}}function q(n,t,e){try{let r=t(n);r!==void 0&&e(r)}catch{e(`${n.at} ${n.type}`)}}function h(n){return b(n).join(`
`).slice(0,D)}


/***/ }),

/***/ 8745:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ $),
/* harmony export */   b: () => (/* binding */ _),
/* harmony export */   c: () => (/* binding */ G)
/* harmony export */ });
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5660);
function $(e){return new Date(e.now()).toISOString()}var l={what:"take the lock",permission:"contents: write",repeatable:!0},A={...l,repeatable:!1},g="0".repeat(40),P=5,R=500,E=`mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`,v="query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }",x=`query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;function _(e,o){let r=new Map,t=n=>Promise.all([L(e,{session:n,run:o,since:$(e.clock)}),I(e)]);return{prepare:n=>{let i=t(n);i.catch(()=>{}),r.set(n,i)},acquire:async(n,i)=>{let s=m(n),[a,c]=await(r.get(i)??t(i));r.delete(i);let d=()=>b(e,c,s,a);try{await H(e,c,{ref:s,mine:a,install:n,from:g})}catch(p){throw await d().catch(()=>{}),p}return{release:d}},holder:async n=>{let i=await w(e,m(n));return i===void 0?void 0:{oid:i.oid,session:G(i.message)?.session??null}},takeOver:async(n,i,s)=>{let a=m(n),[c,d]=await t(i),p={ref:a,mine:c,install:n,from:s?.oid??g};return await H(e,d,p),{release:()=>b(e,d,a,c)}}}}function m(e){return`refs/heads/break-glass/open/${e}`}async function H(e,o,r){let t={name:r.ref,beforeOid:r.from,afterOid:r.mine};for(let n=1;n<=P;n+=1){let i=await S(e,o,t);if(i?.ok===!0)return;i!==void 0&&D(i),n>1&&await e.clock.sleep(R*(.5+e.random()));let s=await w(e,r.ref);if(s?.oid===r.mine)return;if(s!==void 0&&s.oid!==r.from)throw T(r,s.message)}throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot create ${r.ref}`,{hint:'check the rules of branches "break-glass/**": the workflow has to create and delete them'})}async function b(e,o,r,t){for(let n=1;n<=P;n+=1){if((await S(e,o,{name:r,beforeOid:t,afterOid:g}))?.ok===!0||(await w(e,r))?.oid!==t)return;await e.clock.sleep(R*(.5+e.random()))}throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot delete ${r}`,{hint:B(e,r)})}async function S(e,o,r){try{return await e.graphql(A,E,{input:{repositoryId:o,refUpdates:[r]}})}catch(t){if(t instanceof _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.a)return;throw t}}async function w(e,o){let r=(await O(e,x,{ref:o})).optional("ref")?.optional("target");if(r===void 0)return;let t=r.value("message");return{oid:r.text("oid"),message:typeof t=="string"?t:""}}async function I(e){return(await O(e,v,{})).text("id")}async function O(e,o,r){let{owner:t,name:n}=e,i={...l,permission:"contents: read",what:"read the lock"},s=await e.graphql(i,o,{owner:t,name:n,...r});if(s.ok)return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.d)(s.data,"data").object("repository");throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot read the lock: ${s.errors[0]?.message??""}`)}async function L(e,o){let r=JSON.stringify(o),t=await e.rest(l,"POST /git/trees",{tree:[{path:"lock.json",mode:"100644",type:"blob",content:`${r}
`}]}),n=await e.rest(l,"POST /git/commits",{message:r,tree:(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.d)(t,"tree").text("sha"),parents:[]});return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.d)(n,"commit").text("sha")}function D(e){let o=e.ok?void 0:e.errors.find(({type:r})=>r==="FORBIDDEN");if(o!==void 0)throw (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.c)(`cannot take the lock: ${o.message}`,"contents: write")}function T({install:e,ref:o},r){let t=G(r),n=t===void 0?"somebody":`session ${t.session} since ${t.since}, ${t.run}`;return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("install-locked",`install "${e}" is held by ${n}`,{hint:`wait for that run to end. If it is over and "breakglass audit list" shows the session closed, give the lock back: git push origin :${o}`})}function G(e){try{let o=JSON.parse(e);if(!(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.d)(o))return;let{session:r,run:t,since:n}=o;return typeof r!="string"||typeof t!="string"||typeof n!="string"?void 0:{session:r,run:t,since:n}}catch{return}}function B(e,o){return`in a clone of ${e.owner}/${e.name}: git push origin :${o}`}


/***/ }),

/***/ 8944:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ C),
/* harmony export */   b: () => (/* binding */ k),
/* harmony export */   c: () => (/* binding */ A),
/* harmony export */   d: () => (/* binding */ O),
/* harmony export */   e: () => (/* binding */ j)
/* harmony export */ });
/* harmony import */ var _chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5133);
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5660);
var l={what:"read the repository",permission:"contents: read",repeatable:!0},p=1024*1024;function k(t,r){let e=new Map,n=async o=>{let i=await t.find({...l,what:`read ${o}`},`GET ${m(o)}`,{ref:r});if(!(i===void 0||Array.isArray(i)))return g(o,i)};return{readFile:o=>{let i=e.get(o)??n(o);return e.set(o,i),i},listFiles:async o=>{let i=await t.find({...l,what:`list ${o}`},`GET ${m(o)}`,{ref:r});return Array.isArray(i)?(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_1__.f)(i,o).filter(s=>s.text("type")==="file").map(s=>s.text("name")):[]}}}function m(t){let r=t.split("/");if(r.some(e=>e===""||e==="."||e===".."))throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("invalid-name",`"${t}" is not a path in the repository`,{hint:'write a path from the root of the repository, without ".", ".." or empty parts'});return`/contents/${r.map(encodeURIComponent).join("/")}`}function g(t,r){let e=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_1__.d)(r,t);if(e.text("type")!=="file")return;let n=e.number("size");if(n>p||e.text("encoding")!=="base64")throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("file-too-large",`${t} has ${n} bytes`,{hint:`files that people write have at most ${p} bytes`});let o=Buffer.from(e.text("content"),"base64"),i=(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_0__.d)(o);if(i!==e.text("sha"))throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`${t}: the bytes have blob id ${i}, GitHub says ${e.text("sha")}`,{hint:"name a regular file: the target of a symbolic link is not what the commit holds at this path"});return{path:t,blob:i,text:y(t,o)}}function y(t,r){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(r)}catch(e){throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("control-character",`${t} is not UTF-8 text`,{hint:"save it as UTF-8",cause:e})}}var b={what:"write to the audit branch",permission:"contents: write",repeatable:!1},$=`mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;async function C(t,r,e,n,o){let i={branch:{repositoryNameWithOwner:`${t.owner}/${t.name}`,branchName:r},message:{headline:n},expectedHeadOid:e,fileChanges:{additions:o.map(({path:c,content:h})=>({path:c,contents:Buffer.from(h).toString("base64")}))}},s=await t.graphql(b,$,{input:i}).catch(c=>{throw c instanceof _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a&&c.code==="github-forbidden"?w(r,c.message):c});if(s.ok)return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_1__.d)(s.data,"data").object("createCommitOnBranch").object("commit").text("oid");if(!s.errors.some(({type:c})=>c==="STALE_DATA"))throw x(r,s.errors)}function x(t,r){return w(t,r.map(({type:e,message:n})=>`${e}: ${n}`).join("; "))}function w(t,r){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("audit-not-writable",`cannot write to branch "${t}": ${r}`,{hint:`let the workflow write to it: check the rules of the branch, and add to the job and to its caller:
permissions:
  contents: write`})}function A(t){let[r,e,n,o,i,...s]=t.split(":");if(!(r!=="arn"||!e||!n||o===void 0||i===void 0||s.length===0))return{partition:e,service:n,region:o,account:i,resource:s.join(":")}}function O(t,r){let e=A(t);if(e===void 0)throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("invalid-value",`"${t}" is not an ARN`);for(let n of["partition","account","region"])if(e[n]!==r[n])throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_2__.a("foreign-resource",`${t} is in ${n} "${e[n]}", the install in "${r[n]}"`,{hint:`name a resource of ${n} "${r[n]}"`});return e}function j(t){return t.startsWith("cn-")?"aws-cn":t.startsWith("us-gov-")?"aws-us-gov":"aws"}


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

/***/ 1004:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ S),
  b: () => (/* binding */ G),
  c: () => (/* binding */ k),
  d: () => (/* binding */ P),
  e: () => (/* binding */ C),
  f: () => (/* binding */ L)
});

// EXTERNAL MODULE: ./build-shaken/chunk-YYBENDLJ.js
var chunk_YYBENDLJ = __nccwpck_require__(5660);
// EXTERNAL MODULE: ./build-shaken/chunk-JBA6TN6D.js
var chunk_JBA6TN6D = __nccwpck_require__(6128);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(4708);
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build-shaken/chunk-NPY42HSR.js
function S(){return process.env}function G(e){let[t,n]=i(e,"GITHUB_REPOSITORY",/^[\w.-]+\/[\w.-]+$/).split("/");return{owner:t??"",name:n??"",repositoryId:i(e,"GITHUB_REPOSITORY_ID",/^\d+$/),runId:i(e,"GITHUB_RUN_ID",/^\d+$/),runAttempt:Number(i(e,"GITHUB_RUN_ATTEMPT",/^\d+$/)),sha:i(e,"GITHUB_SHA",/^[0-9a-f]{40}$/),ref:i(e,"GITHUB_REF",/^refs\//),eventName:i(e,"GITHUB_EVENT_NAME",/^[a-z_]+$/),actor:u(e,"GITHUB_ACTOR"),actorId:e.GITHUB_ACTOR_ID??"",triggeringActor:u(e,"GITHUB_TRIGGERING_ACTOR"),workflowRef:e.GITHUB_WORKFLOW_REF??"",job:e.GITHUB_JOB??"",apiUrl:u(e,"GITHUB_API_URL"),graphqlUrl:u(e,"GITHUB_GRAPHQL_URL"),serverUrl:u(e,"GITHUB_SERVER_URL"),oidc:_(e)}}function k(e){return`${e.serverUrl}/${e.owner}/${e.name}/actions/runs/${e.runId}`}function _(e){let t=e.ACTIONS_ID_TOKEN_REQUEST_URL,n=e.ACTIONS_ID_TOKEN_REQUEST_TOKEN;return t&&n?{url:t,token:n}:void 0}function u(e,t){let n=e[t];if(n)return n;throw new chunk_YYBENDLJ.a("not-in-actions",`${t} is not set`,{hint:"this command runs inside GitHub Actions; use the breakglass CLI elsewhere"})}function i(e,t,n){let r=u(e,t);if(n.test(r))return r;throw new chunk_YYBENDLJ.a("not-in-actions",`${t} is "${r.slice(0,100)}", which GitHub Actions never sets`,{hint:`do not set ${t} yourself`})}var U=15e3,w=8*1024*1024;function P(e=U){let t={"http:":new chunk_JBA6TN6D.a({keepAlive:!0,maxSockets:8}),"https:":new external_node_https_.Agent({keepAlive:!0,maxSockets:8})};return async(n,r={})=>{let a=new URL(n),d=a.protocol==="https:",o=await A(d?external_node_https_.request:chunk_JBA6TN6D.d,a,{method:r.method??"GET",headers:{...r.headers},agent:d?t["https:"]:t["http:"],timeout:e,...r.signal===void 0?{}:{signal:r.signal}},r.body,e);return H(n,o.message,o.body)}}function A(e,t,n,r,a){return new Promise((d,o)=>{let s=e(t,n,c=>{let f=[],l=0;c.on("data",y=>{l+=y.length,l>w&&s.destroy(g("ANSWER_TOO_LARGE",t)),f.push(y)}),c.on("end",()=>d({message:c,body:Buffer.concat(f)})),c.on("error",o)}),T=setTimeout(()=>s.destroy(g("ETIMEDOUT",t)),a);s.on("timeout",()=>s.destroy(g("ETIMEDOUT",t))),s.on("error",o),s.on("close",()=>clearTimeout(T)),r===void 0?s.end():s.end(r)})}function H(e,t,n){let r=t.statusCode??0,a=new Map(Object.entries(t.headers).map(([d,o])=>[d,Array.isArray(o)?o.join(", "):`${o}`]));return{status:r,statusText:t.statusMessage??"",ok:r>=200&&r<300,url:e,headers:a,text:async()=>n.toString("utf8"),json:async()=>JSON.parse(n.toString("utf8")),arrayBuffer:async()=>new Uint8Array(n).buffer}}function g(e,t){return Object.assign(new Error(`${e} at ${t.host}`),{code:e})}var C={now:()=>Date.now(),sleep:(e,t)=>I(e,t)};function L(e,t){return{now:()=>e+(Date.now()-e)*t,sleep:(n,r)=>I(n/t,r)}}async function I(e,t){t?.throwIfAborted();try{await (0,promises_namespaceObject.setTimeout)(e,void 0,t===void 0?{}:{signal:t})}catch(n){throw t?.throwIfAborted(),n}}


/***/ }),

/***/ 9257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   b: () => (/* binding */ q),
/* harmony export */   c: () => (/* binding */ w),
/* harmony export */   d: () => (/* binding */ x),
/* harmony export */   e: () => (/* binding */ $)
/* harmony export */ });
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5660);
var h={what:"read the files of the commit",permission:"contents: read",repeatable:!0},f={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},u=100,g=30,o=10,m="playbooks/requests/",y=["added","copied"];function b({eventName:n,ref:e}){let[,t]=n==="pull_request"?/^refs\/pull\/([1-9]\d{0,15})\/merge$/.exec(e)??[]:[];return t===void 0?void 0:Number(t)}async function q(n,e){let t=b(e);if(t!==void 0)return c(async r=>{let s={pull_number:t,per_page:u,page:r};return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.f)(await n.rest(f,"GET /pulls/{pull_number}/files",s),"files")});if(e.eventName==="push")return c(async r=>{let s={ref:e.sha,per_page:u,page:r},a=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.d)(await n.rest(h,"GET /commits/{ref}",s),"commit");return a.value("files")===void 0?[]:a.list("files")});throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("invalid-input",`a run started by "${e.eventName}" adds no request file`,{hint:'name the request file by the input "request", or give the request by the other inputs'})}function w(n){return n.filter(({path:e,status:t})=>e.startsWith(m)&&y.includes(t)).map(({path:e})=>e)}function x(n){let[e,...t]=w(n);if(e!==void 0&&t.length===0)return e;let r=e===void 0?n.map(d=>`${d.path} (${d.status})`):[e,...t],s=r.length>o?` and ${r.length-o} more`:"",a=`${r.slice(0,o).join(", ")||"no file"}${s}`;throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("mixed-change",e===void 0?`the change adds no request: it changes ${a}`:`the change adds several requests: ${a}`,{hint:`make a pull request that adds one file in ${m} and nothing else, merged as one commit`})}async function $(n,e){return x(await q(n,e))}async function c(n){let e=[];for(let t=1;t<=g;t+=1){let r=await n(t);if(e.push(...r.map(s=>({path:s.text("filename"),status:s.text("status")}))),r.length<u)break}return e}


/***/ }),

/***/ 5133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   b: () => (/* binding */ ie),
/* harmony export */   c: () => (/* binding */ se),
/* harmony export */   d: () => (/* binding */ w),
/* harmony export */   e: () => (/* binding */ K),
/* harmony export */   f: () => (/* binding */ X),
/* harmony export */   g: () => (/* binding */ S),
/* harmony export */   h: () => (/* binding */ V),
/* harmony export */   i: () => (/* binding */ W),
/* harmony export */   j: () => (/* binding */ y),
/* harmony export */   k: () => (/* binding */ q),
/* harmony export */   l: () => (/* binding */ he),
/* harmony export */   m: () => (/* binding */ T),
/* harmony export */   n: () => (/* binding */ L),
/* harmony export */   o: () => (/* binding */ j),
/* harmony export */   p: () => (/* binding */ v),
/* harmony export */   q: () => (/* binding */ ke)
/* harmony export */ });
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5660);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5217);
var K="audit.json",_=/^((?:audit|drill)\/\d{4}\/\d{2}\/\d{2}\/([a-z0-9][a-z0-9-]{0,39}))\/(\d{4,6})-[a-z-]+\.json$/;function X(e,n,t){return`${n?"drill":"audit"}/${t.slice(0,10).replaceAll("-","/")}/${e}`}function S(e,n){return`${e}/${String(n.sequence).padStart(4,"0")}-${n.state}.json`}function m(e){let[,n,t,r]=_.exec(e)??[];if(!(n===void 0||t===void 0||r===void 0))return{folder:n,session:t,sequence:Number(r)}}function w(e){let n=Buffer.from(e);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha1").update(`blob ${n.length}\0`).update(n).digest("hex")}var x=["opened","prepared","applied","verified","monitored","rolled-back","left","taken-over","unsealed","sealed","closed","refused"],V=["succeeded","rolled-back","refused","failed"];function W(e,n){return`${e}.${n.slice(0,16)}`}function F(e){for(let n=0;n<e.length;n++){let t=e.charCodeAt(n);if(t>=55296&&t<=56319){if(n===e.length-1)return!0;let r=e.charCodeAt(n+1);if(!(r>=56320&&r<=57343))return!0;n++}else if(t>=56320&&t<=57343)return!0}return!1}function f(e,n=new Set){if(typeof e=="number"&&isNaN(e))throw new Error("NaN is not allowed");if(typeof e=="number"&&!isFinite(e))throw new Error("Infinity is not allowed");if(typeof e=="string"&&F(e))throw new Error("Lone surrogate is not allowed");if(e===null||typeof e!="object")return JSON.stringify(e);if(typeof e.toJSON=="function"){if(n.has(e))throw new Error("Circular reference detected");n.add(e);let r=f(e.toJSON(),n);return n.delete(e),r}if(n.has(e))throw new Error("Circular reference detected");n.add(e);let t;if(Array.isArray(e))t=`[${e.map(i=>f(i===void 0||typeof i=="symbol"?null:i,n)).join(",")}]`;else{let r=[];for(let i of Object.keys(e).sort())e[i]===void 0||typeof e[i]=="symbol"||r.push(`${f(i)}:${f(e[i],n)}`);t=`{${r.join(",")}}`}return n.delete(e),t}function b(e){let n;try{n=f(e)}catch(t){throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("internal","a value has no canonical JSON",{cause:t})}if(n===void 0)throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("internal","a value has no canonical JSON");return n}function ie(e){return (0,node_crypto__WEBPACK_IMPORTED_MODULE_2__.createHash)("sha256").update(e).digest("hex")}function se(e){let n=JSON.stringify(e).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g,(t,r)=>r===void 0?t:"\\ufffd");return JSON.parse(n)}var g=e=>typeof e=="string"&&e.length>0,h=e=>Number.isSafeInteger(e)&&e>0,c=e=>n=>typeof n=="string"&&e.test(n),O=c(/^[0-9a-f]{64}$/),E=e=>c(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)(e)&&!Number.isNaN(Date.parse(String(e))),P=e=>x.some(n=>n===e),B=e=>(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.d)(e)&&g(e.type??null)&&E(e.at??null),z=e=>(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.d)(e)&&Object.entries(e).every(([n,t])=>(n==="record.json"||n==="report.md")&&O(t)),k={version:e=>e===1,session:c(/^[a-z0-9][a-z0-9-]{0,39}$/),sequence:h,state:P,repository:c(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),repositoryId:h,runId:c(/^\d{1,20}$/),runAttempt:h,environment:e=>e===null||g(e),drill:e=>typeof e=="boolean",at:E,previous:O,events:e=>Array.isArray(e)&&e.every(B),proof:e=>e===null||g(e)},$={opening:_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.d,files:z},R=["closed","refused"];function A(e){let n;try{if(n=JSON.parse(new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(e)),!Buffer.from(`${b(n)}
`).equals(e))throw new Error("not in canonical form")}catch(o){throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid","the file is not canonical JSON",{cause:o})}if(!(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.d)(n))throw u("it is not an object");let t=Object.entries(k).find(([o,s])=>!Object.hasOwn(n,o)||!s(n[o]??null))??Object.entries($).find(([o,s])=>Object.hasOwn(n,o)&&!s(n[o]??null));if(t!==void 0)throw u(`"${t[0]}" is missing or wrong`);let r=Object.keys(n).find(o=>!Object.hasOwn(k,o)&&!Object.hasOwn($,o));if(r!==void 0)throw u(`unknown key "${r}"`);let i=n;return D(i),i}function D(e){if(e.state==="opened"!=(e.opening!==void 0))throw u('an opening link, and no other, holds "opening"');if(e.files!==void 0&&!R.includes(e.state))throw u('only a closing link holds "files"');if(e.state==="closed"&&(e.files?.["record.json"]===void 0||e.files["report.md"]===void 0))throw u("a closed link holds the hashes of record.json and report.md");let n=e.state==="refused"&&e.sequence===1;if(e.environment===null&&!n)throw u(`a link in state "${e.state}" names its environment`);if(e.proof===null&&!n)throw u(`a link in state "${e.state}" needs a proof`)}function u(e){return new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the file is not a link of version 1: ${e}`)}var y=4*1024*1024,N=["record.json","report.md"],q=1+N.length;function he({parents:e,added:n,otherwise:t}){if(e!==1||t||n.length>q)return;let[r,...i]=n.filter(o=>m(o)!==void 0);if(!(r===void 0||i.length>0))return n.every(o=>o===r||H(r,o))?r:void 0}function H(e,n){let t=m(e)?.folder;return t!==void 0&&N.some(r=>n===`${t}/${r}`)}function T(e){if(!(e.length>y))try{return A(e)}catch{return}}var L={what:"read the audit branch",permission:"contents: read",repeatable:!0},M=33188,U=`query Folder($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    __typename ... on Tree { entries { name mode type oid object { ... on Blob { byteSize } } } }
  } }
}`;async function j(e,n,t){let{owner:r,name:i}=e,o=await e.graphql(L,U,{owner:r,name:i,at:`${n}:${t}`});if(!o.ok)throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`cannot read ${t}: ${o.errors[0]?.message??""}`);let s=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.d)(o.data,"data").object("repository").optional("object");if(s===void 0)return new Map;if(s.text("__typename")==="Tree")return new Map(s.list("entries").map(a=>{let I=a.text("type")==="blob"&&a.number("mode")===M?a.object("object").number("byteSize"):void 0;return[a.text("name"),{oid:a.text("oid"),size:I}]}))}async function v(e,n){let t=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.d)(await e.rest(L,"GET /git/blobs/{file_sha}",{file_sha:n}),"blob"),r=Buffer.from(t.text("content"),"base64");if(w(r)===n)return r;throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`GitHub answered other bytes than those of blob ${n}`)}async function ke(e,n,t){let r=await j(e,n,t),i=["opened","refused"].map(async o=>{let s=S(t,{sequence:1,state:o}).slice(t.length+1),a=r?.get(s);if(!(a?.size===void 0||a.size>y))return T(await v(e,a.oid))});return(await Promise.all(i)).filter(o=>o!==void 0)}


/***/ }),

/***/ 4451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e)
/* harmony export */ });
var d=Object.defineProperty;var e=(c,a)=>{for(var b in a)d(c,b,{get:a[b],enumerable:!0})};


/***/ }),

/***/ 5660:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ l),
/* harmony export */   d: () => (/* binding */ o),
/* harmony export */   e: () => (/* binding */ t)
/* harmony export */ });
var a={"invalid-yaml":"user","duplicate-key":"user","yaml-alias":"user","control-character":"user","file-too-large":"user","file-missing":"user","invalid-name":"user","unsupported-version":"user","unknown-key":"user","missing-key":"user","wrong-type":"user","out-of-range":"user","invalid-value":"user","invalid-expression":"user","unknown-playbook":"user","unknown-install":"user","unknown-role":"user","unknown-input":"user","missing-input":"user","unknown-resource":"user","unknown-step-kind":"user","unknown-check-kind":"user","foreign-resource":"user","criteria-not-confirmed":"user","duration-too-long":"user","duration-too-short":"user","sensitive-state":"user","irreversible-not-accepted":"user","role-lacks-grant":"config","policy-too-large":"config","requester-not-vetted":"user","requester-is-approver":"user","commander-not-listed":"user","commander-not-authenticated":"user","environment-missing":"config","environment-unprotected":"config","admin-bypass":"config","not-approved":"user","approver-not-listed":"user","approval-stale":"user","re-run":"user","digest-mismatch":"user","public-repository":"config","not-default-branch":"user","branch-unprotected":"config","mixed-change":"user","policy-changed":"user","deployment-branches":"config","needs-pull-request":"user","approval-not-bound":"user","unverified-contributor":"user","alert-misconfigured":"config","alert-not-delivered":"config","token-missing":"config","repository-unknown":"config","not-set-up":"config","nothing-waiting":"user","already-exists":"user","left-open":"user","drill-failed":"user","not-in-actions":"config","invalid-input":"user","oidc-permission-missing":"config","endpoint-override":"config","install-locked":"user","audit-branch-missing":"config","audit-not-writable":"config","audit-contention":"github","audit-invalid":"config","trust-policy-refused":"aws","identity-mismatch":"config","access-denied":"aws","aws-throttled":"aws","aws-unavailable":"aws","aws-rejected":"aws","resource-missing":"user","not-applicable":"user",drifted:"user","check-failed":"aws","changed-underneath":"aws","verification-timeout":"aws","step-timeout":"aws",degraded:"aws",interrupted:"user","out-of-time":"user","taken-over":"user",unsealed:"aws","seal-refused":"config","stray-deny":"config","not-recoverable":"config","rollback-conflict":"aws","rollback-failed":"aws","github-unavailable":"github","github-forbidden":"config","github-rejected":"github",internal:"bug"},i=class extends Error{code;fault;hint;at;constructor(n,s,r={}){super(s,r.cause===void 0?void 0:{cause:r.cause}),this.name="BreakglassError",this.code=n,this.fault=a[n],this.hint=r.hint,this.at=r.at}};function c(e){return`${e.file}:${e.line}:${e.column}`}function l(e){if(e instanceof i)return e;let n=e instanceof Error?e.message:String(e);return new i("internal",n,{cause:e,hint:"this is a bug in Breakglass: please report it with the lines above"})}function o(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function t(e,n){if(e===n)return!0;if(Array.isArray(e)&&Array.isArray(n))return e.length===n.length&&e.every((r,u)=>t(r,n[u]));if(!o(e)||!o(n))return!1;let s=Object.keys(e);return s.length===Object.keys(n).length&&s.every(r=>Object.hasOwn(n,r)&&t(e[r],n[r]))}


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
/* harmony import */ var _chunk_FOWWSCNI_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4465);
/* harmony import */ var _chunk_DDVLXHUM_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3695);
/* harmony import */ var _chunk_CPJH5FNA_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6824);
/* harmony import */ var _chunk_QU57TTOI_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9257);
/* harmony import */ var _chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8745);
/* harmony import */ var _chunk_I6GOZCSZ_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(8944);
/* harmony import */ var _chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(5133);
/* harmony import */ var _chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(1004);
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(5660);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(6128);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(4451);
async function c(){let o=(0,_chunk_FOWWSCNI_js__WEBPACK_IMPORTED_MODULE_0__.b)(),t;try{t=(0,_chunk_CPJH5FNA_js__WEBPACK_IMPORTED_MODULE_2__.f)((0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_7__.a)(),o),o.output("session",t.session),(0,_chunk_CPJH5FNA_js__WEBPACK_IMPORTED_MODULE_2__.g)(t);let{dispatch:r}=await __nccwpck_require__.e(/* import() */ 183).then(__nccwpck_require__.bind(__nccwpck_require__, 183));await r(t,o)}catch(r){let e=(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_9__.c)(r);o.output("outcome",p(t)),t===void 0&&o.warn((0,_chunk_DDVLXHUM_js__WEBPACK_IMPORTED_MODULE_1__.a)(e)),o.fail(e)}}function p(o){return o?.inputs.command==="run"?"failed":"refused"}c();

