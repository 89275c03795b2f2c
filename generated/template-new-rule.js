// Written by `kb compile`. Do not edit: change the pages under kb/ and compile again.
export const template = {"0":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "[^"
    + ((stack1 = container.lambda(container.strict(depth0, "source", {"start":{"line":3,"column":105},"end":{"line":3,"column":111}} ), depth0)) != null ? stack1 : "")
    + "]";
},"1":function(container,depth0,helpers,partials,data) {
    return "hard";
},"2":function(container,depth0,helpers,partials,data) {
    return "wisdom";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "## TODO: "
    + ((stack1 = alias2(alias1(depth0, "sentence", {"start":{"line":1,"column":11},"end":{"line":1,"column":19}} ), depth0)) != null ? stack1 : "")
    + ", as one sentence that says what must hold\n\nTODO: why, for a reader who will argue: what happens otherwise, and from which size on."
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"source"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":3,"column":87},"end":{"line":3,"column":121}}})) != null ? stack1 : "")
    + "\n\n```yaml rule\nid: "
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":6,"column":6},"end":{"line":6,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\nseverity: warning\nkind: "
    + ((stack1 = lookupProperty(helpers,"if").call(alias3,lookupProperty(depth0,"source"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.program(2, data, 0),"data":data,"loc":{"start":{"line":8,"column":6},"end":{"line":8,"column":45}}})) != null ? stack1 : "")
    + "\nscope: node\nwhen: [\"known(title)\"]\nmust: [\"title != '"
    + ((stack1 = alias2(alias1(depth0, "id", {"start":{"line":11,"column":20},"end":{"line":11,"column":22}} ), depth0)) != null ? stack1 : "")
    + "'\"]\nmessage: \"{{subject}} TODO: what is wrong, with the values that were seen\"\n```\n\n```yaml example\n- title: \"TODO: the smallest case that breaks the rule; it passes, so kb test fails, until the condition is written\"\n  facts: { title: broken }\n  expect: fail\n- title: \"TODO: the case beside it that keeps the rule\"\n  facts: { title: kept }\n  expect: pass\n```\n";
},"useData":true}
