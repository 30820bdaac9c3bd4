// Compares keyed hashes for equality; sealed parts are not opened for a comparison.
#include "handler/desk/casework/similar.h"

#include <algorithm>
#include <map>
#include <span>

#include "core/base/contains.h"
#include "core/base/text.h"
#include "core/reading/typed_phones.h"
#include "handler/desk/access.h"
#include "handler/desk/casework/identity.h"
#include "handler/desk/casework/relations.h"

namespace handler::desk {
namespace {

// Limit of reports opened per search; the next search continues. Opening one takes about a quarter
// of a millisecond, and a page has 50.
constexpr int kMostOpenedAtOnce = 50;
constexpr std::size_t kMostSimilar = 10;
constexpr std::string_view kPhone = "phone:";
constexpr std::string_view kMatter = "matter:";
constexpr std::string_view kLeftOut[] = {" ", "\t",     "\n",     ",",      ".",     ";",
                                         ":", "\u3002", "\u3001", "\u201c", "\u201d"};

std::string value_in(const core::FormValues& values, std::string_view field) {
  const auto found = values.find(field);
  return found == values.end() ? std::string() : found->second;
}

std::string keyed(const Visit& visit, std::string_view kind, const std::string& value) {
  const std::string parts[] = {visit.site.id(), std::string(kind), value};
  return std::string(kind) + core::to_hex(core::hash_parts(parts, 3, visit.keys().index));
}

// "新生儿落户。" and "新生儿 落户" are the same matter.
std::string bare(const std::string& matter) {
  std::string text;
  for (const std::string& character : core::characters(core::half_width(matter))) {
    if (!core::contains(kLeftOut, character)) text += character;
  }
  return text;
}

// Another case and the reasons why it is similar.
struct Like {
  store::CaseRow row;
  bool phone = false;
  bool matter = false;
  bool unit = false;

  int weight() const { return (phone ? 4 : 0) + (matter ? 2 : 0) + (unit ? 1 : 0); }
};

bool may_compare_phones(const Visit& visit, const cases::Object& one, const cases::Object& other) {
  return cases::allowed(visit.staff, "see_identity", one) &&
         cases::allowed(visit.staff, "see_identity", other);
}

void note(std::map<cases::CaseId, Like>& likes, const Visit& visit, const Sought& sought,
          const std::string& trace, const store::CaseRow& row) {
  const cases::Object other = object_of(visit.model(), row);
  if (row.id == sought.own || !cases::allowed(visit.staff, "see", other)) return;
  const bool by_phone = trace.starts_with(kPhone);
  if (by_phone && !may_compare_phones(visit, sought.object, other)) return;
  if (!may_compare(visit, row.id)) return;
  Like& like = likes[row.id];
  like.row = row;
  like.phone = like.phone || by_phone;
  like.matter = like.matter || !by_phone;
  like.unit = !sought.unit.empty() &&
              (row.values.concerned_unit == sought.unit || row.values.unit == sought.unit);
}

void add_like(core::TemplateData& data, const Visit& visit, const Like& like) {
  const int year = visit.year();
  data.add("SIMILAR")
      .set("OTHER_ID", std::to_string(like.row.id))
      .set("OTHER_NAME", case_name(visit, like.row.values.serial, like.row.id))
      .set_optional("OTHER_MATTER", like.row.matter)
      .set("OTHER_STATE", visit.texts().get("case.state." + like.row.values.state))
      .set("OTHER_WHEN", core::chinese_moment(like.row.submitted_at, year))
      .show_if(like.phone, "REASON_PHONE")
      .show_if(like.matter, "REASON_MATTER")
      .show_if(like.unit, "REASON_UNIT");
}

std::vector<std::string> phone_numbers_in(const core::FormValues& values) {
  return core::read_phones(value_in(values, "phone")).numbers();
}

// The first number has a column of its own; the index of each other number is a trace, where
// cases_by_phone_index() looks too.
store::CaseTraces traces_of(const Visit& visit, cases::CaseId id, const core::FormValues& values) {
  store::CaseTraces traces{.id = id, .traces = traces_in(visit, values)};
  bool first = true;
  for (const std::string& number : phone_numbers_in(values)) {
    const std::string index = phone_index(visit, number);
    if (first) traces.phone_index = index;
    if (!first) traces.traces.push_back(std::string(store::kFurtherPhone) + index);
    first = false;
  }
  return traces;
}

// In one commit, because each commit waits for the disk. Cases that cannot be opened are left out.
void keep_all_traces(const Visit& visit, std::span<const store::CaseRecord> records) {
  std::vector<store::CaseTraces> all;
  for (const store::CaseRecord& record : records) {
    core::Result<core::FormValues> values = open_identity(visit, record);
    const core::Result<core::FormValues> words = open_words(visit, record);
    if (!values || !words) continue;
    values->insert(words->begin(), words->end());
    all.push_back(traces_of(visit, record.row.id, *values));
  }
  if (!all.empty()) (void)visit.services.store.keep_traces(visit.site.id(), all);
}

}  // namespace

std::vector<std::string> traces_in(const Visit& visit, const core::FormValues& values) {
  std::vector<std::string> traces;
  const std::string matter = bare(value_in(values, "matter"));
  for (const std::string& number : phone_numbers_in(values))
    traces.push_back(keyed(visit, kPhone, number));
  if (!matter.empty()) traces.push_back(keyed(visit, kMatter, matter));
  return traces;
}

void keep_traces(const Visit& visit, const store::CaseRecord& record) {
  const core::Result<bool> traced = visit.services.store.is_traced(visit.site.id(), record.row.id);
  if (traced && !*traced) keep_all_traces(visit, {&record, 1});
}

void keep_traces_of_unopened(const Visit& visit) {
  const core::Result<std::vector<store::CaseRecord>> unopened =
      visit.services.store.cases_without_traces(visit.site.id(), kMostOpenedAtOnce);
  if (unopened) keep_all_traces(visit, *unopened);
}

core::Result<std::vector<store::CaseRow>> cases_with_phone(const Visit& visit,
                                                           const std::string& typed) {
  const std::vector<std::string> numbers = core::read_phones(typed).numbers();
  if (numbers.empty()) return std::vector<store::CaseRow>{};
  keep_traces_of_unopened(visit);
  return visit.services.store.cases_by_phone_index(visit.site.id(),
                                                   phone_index(visit, numbers.front()));
}

void add_similar(core::TemplateData& data, const Visit& visit, const Sought& sought) {
  std::map<cases::CaseId, Like> likes;
  for (const std::string& trace : sought.traces) {
    const core::Result<std::vector<store::CaseRow>> rows =
        visit.services.store.open_cases_by_trace(visit.site.id(), trace);
    if (!rows) continue;
    for (const store::CaseRow& row : *rows) note(likes, visit, sought, trace, row);
  }
  std::vector<Like> sorted;
  sorted.reserve(likes.size());
  for (auto& [id, like] : likes) sorted.push_back(std::move(like));
  std::ranges::stable_sort(
      sorted, [](const Like& one, const Like& other) { return one.weight() > other.weight(); });
  if (sorted.size() > kMostSimilar) sorted.resize(kMostSimilar);
  data.show_if(!sorted.empty(), "HAS_SIMILAR");
  for (const Like& like : sorted) add_like(data, visit, like);
}

}  // namespace handler::desk
