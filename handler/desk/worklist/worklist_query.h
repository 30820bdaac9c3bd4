// A query of the worklist: a group or a search, filters, and a page; parsed from and written to
// addresses.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/page/page_template.h"
#include "handler/desk/worklist/groups.h"

namespace handler::desk {

struct WorklistQuery {
  const Group* group = nullptr;  // never null
  std::string search;  // searches all cases in the user's scope and overrides the other fields
  std::string kind, tier, unit, state;  // ids of the site, or ""
  std::string window;                   // an id, or a name as typed
  bool late = false;
  bool restricted = false;
  std::string from, to;  // days, "2026-09-24"; both included
  std::string after;     // the store's page position

  bool has_filters() const;
  // As form fields in a fixed order, without the page.
  std::vector<std::pair<std::string, std::string>> fields() const;
};

// Unknown values are ignored; a query has no other mistakes.
WorklistQuery read_query(const Visit& visit, const web::Fields& fields);

// "?group=to_sign&kind=matter"; without a group: all open cases. `other` replaces the query's
// group.
std::string address_of(const WorklistQuery& query);
std::string address_of(WorklistQuery query, const Group& other);

// The store filter, within the user's scope.
store::CaseFilter filter_for(const Visit& visit, const WorklistQuery& query,
                             store::CaseFilter scope);

// The filter form: only values that the site has and that differ. Adds the choices, with the
// query's values selected, and the active filters in words.
void add_filters(core::TemplateData& data, const Visit& visit, const WorklistQuery& query);

}  // namespace handler::desk
