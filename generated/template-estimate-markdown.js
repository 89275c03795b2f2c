// Written by `kb compile`. Do not edit: change the pages under kb/ and compile again.
export const template = {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"unless").call(alias1,lookupProperty(data,"first"),{"name":"unless","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":2,"column":0},"end":{"line":4,"column":11}}})) != null ? stack1 : "")
    + "## "
    + ((stack1 = lookupProperty(helpers,"code").call(alias1,lookupProperty(depth0,"input"),{"name":"code","hash":{},"data":data,"loc":{"start":{"line":5,"column":3},"end":{"line":5,"column":17}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"problems"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":9,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"isEmpty"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":10,"column":0},"end":{"line":13,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"estimates"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":0},"end":{"line":39,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    return "\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n- **error** "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"place"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":8,"column":12},"end":{"line":8,"column":26}}})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"says"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":8,"column":27},"end":{"line":8,"column":40}}})) != null ? stack1 : "")
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    return "\nThere is nothing in it that the knowledge base estimates.\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n### "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"title"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":16,"column":4},"end":{"line":16,"column":18}}})) != null ? stack1 : "")
    + ": "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"of"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":16,"column":20},"end":{"line":16,"column":31}}})) != null ? stack1 : "")
    + "\n\n| what | estimate | interval | evidence | source |\n| --- | ---: | ---: | --- | --- |\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias1,lookupProperty(depth0,"rows"),{"name":"each","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":20,"column":0},"end":{"line":22,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"open"),{"name":"if","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":23,"column":0},"end":{"line":30,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"others"),{"name":"if","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":31,"column":0},"end":{"line":38,"column":7}}})) != null ? stack1 : "");
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "| "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"title"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":21,"column":2},"end":{"line":21,"column":16}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"value"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":21,"column":19},"end":{"line":21,"column":33}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"range"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":21,"column":36},"end":{"line":21,"column":50}}})) != null ? stack1 : "")
    + " | "
    + ((stack1 = container.lambda(container.strict(depth0, "evidence", {"start":{"line":21,"column":55},"end":{"line":21,"column":63}} ), depth0)) != null ? stack1 : "")
    + " | "
    + ((stack1 = lookupProperty(helpers,"code").call(alias1,lookupProperty(depth0,"source"),{"name":"code","hash":{},"data":data,"loc":{"start":{"line":21,"column":68},"end":{"line":21,"column":83}}})) != null ? stack1 : "")
    + " "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"cites"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":21,"column":84},"end":{"line":21,"column":98}}})) != null ? stack1 : "")
    + " |\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\nNot assessed:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"open"),{"name":"each","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":27,"column":0},"end":{"line":29,"column":9}}})) != null ? stack1 : "");
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "- "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"titles"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":28,"column":2},"end":{"line":28,"column":17}}})) != null ? stack1 : "")
    + ": for want of "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"missing"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":28,"column":31},"end":{"line":28,"column":47}}})) != null ? stack1 : "")
    + "\n";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\nOther subjects:\n\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"others"),{"name":"each","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":35,"column":0},"end":{"line":37,"column":9}}})) != null ? stack1 : "");
},"9":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "- "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"of"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":2},"end":{"line":36,"column":13}}})) != null ? stack1 : "")
    + ": "
    + ((stack1 = lookupProperty(helpers,"text").call(alias1,lookupProperty(depth0,"says"),{"name":"text","hash":{},"data":data,"loc":{"start":{"line":36,"column":15},"end":{"line":36,"column":28}}})) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"results"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":40,"column":9}}})) != null ? stack1 : "");
},"useData":true}
