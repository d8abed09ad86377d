import{a,b,c,d}from"./chunk-JBA6TN6D.js";import"./chunk-WOT6VMZA.js";export{a as Agent,b as ClientRequest,c as IncomingMessage,d as request};
