// What somebody asks of the worklist: a group or a search, filters, and a page of it; as an address
// says it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "handler/desk/worklist/groups.h"

namespace handler::desk {

struct WorklistQuery {
  const Group* group = nullptr;  // never null
  std::string search;  // looks into everything the person may see; then nothing else counts
  std::string kind, tier, unit, state;  // ids that the site knows, or ""
  std::string window;                   // an id, or a name as typed
  bool late = false;
  bool restricted = false;
  std::string from, to;  // days, "2026-09-24"; both count
  std::string after;     // the store's position

  bool has_filters() const;
  // As fields of a form, in one order, without the page.
  std::vector<std::pair<std::string, std::string>> fields() const;
};

// What the site does not know is left out; nothing else is wrong with a query.
WorklistQuery read_query(const Visit& visit, const web::Fields& fields);

// "?group=open&kind=matter", or "" for the first group alone; `other` is put in its place.
std::string address_of(const WorklistQuery& query);
std::string address_of(WorklistQuery query, const Group& other);

// The filter for the store, within the person's scope.
store::CaseFilter filter_for(const Visit& visit, const WorklistQuery& query,
                             store::CaseFilter scope);

}  // namespace handler::desk
