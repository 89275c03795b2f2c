// Written by `kb compile`. Do not edit: change the pages under kb/ and compile again.
export const template = {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda;

  return "---\ntype: rules\ntitle: "
    + ((stack1 = alias2(alias1(depth0, "title", {"start":{"line":3,"column":9},"end":{"line":3,"column":14}} ), depth0)) != null ? stack1 : "")
    + "\nstatus: draft\nsources:\n  - id: "
    + ((stack1 = alias2(alias1(depth0, "source", {"start":{"line":6,"column":10},"end":{"line":6,"column":16}} ), depth0)) != null ? stack1 : "")
    + "\n    title: \"TODO: authors: title, or project and file with its version\"\n    resource: https://example.org/\n---\n\n# "
    + ((stack1 = alias2(alias1(depth0, "title", {"start":{"line":11,"column":4},"end":{"line":11,"column":9}} ), depth0)) != null ? stack1 : "")
    + "\n\nTODO: what the page is about, and what it leaves to other pages.\n\n"
    + ((stack1 = alias2(alias1(depth0, "section", {"start":{"line":15,"column":2},"end":{"line":15,"column":9}} ), depth0)) != null ? stack1 : "")
    + "\n[^"
    + ((stack1 = alias2(alias1(depth0, "source", {"start":{"line":16,"column":4},"end":{"line":16,"column":10}} ), depth0)) != null ? stack1 : "")
    + "]: TODO: section, page or line of the source.\n";
},"useData":true}
