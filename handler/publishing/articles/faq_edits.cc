// An answer of one paragraph is a text, of several a list.
#include "handler/publishing/articles/faq_edits.h"

#include <algorithm>

#include "core/base/contains.h"
#include "core/reading/find_by_id.h"

namespace handler::publishing {
namespace {

using core::FaqChanges;
using core::FaqEntry;

const std::vector<std::string> kFaqKeys = {"id", "question", "answer"};

core::YamlValue value_of(const std::vector<std::string>& texts) {
  if (texts.size() == 1) return core::yaml_text(texts.front());
  std::vector<core::YamlValue> items;
  for (const std::string& text : texts) items.push_back(core::yaml_text(text));
  return core::yaml_list(std::move(items));
}

FaqChanges read_from(const EntryList& list) {
  core::Diagnostics of_the_reader;
  return core::read_faq(list.root(), of_the_reader);
}

YamlFields differing_in_entry(const FaqEntry& before, const FaqEntry& after) {
  YamlFields fields;
  if (before.question != after.question)
    fields.emplace_back("question", core::yaml_text(after.question));
  if (before.answer != after.answer) fields.emplace_back("answer", value_of(after.answer));
  return fields;
}

}  // namespace

core::Result<core::FileChanges> add_question(const core::FolderTexts& texts,
                                             const FaqEntry& entry) {
  return edited_list(texts, kFaqList,
                     [&](EntryList& list) { list.add(entry.id, differing_in_entry({}, entry)); });
}

core::Result<core::FileChanges> set_question(const core::FolderTexts& texts,
                                             const std::string& mark, const FaqEntry& entry) {
  return edited_list(texts, kFaqList, [&](EntryList& list) {
    const EntrySpot spot{entry.id, mark};
    list.set(spot, differing_in_entry(read_from(list).entries[list.place_of(spot)], entry),
             kFaqKeys);
  });
}

core::Result<core::FileChanges> hide_question(const core::FolderTexts& texts, const std::string& id,
                                              bool hidden) {
  return edited_list(texts, kFaqList, [&](EntryList& list) {
    std::vector<std::string> hide = read_from(list).hide;
    if (core::contains(hide, id) == hidden) return;
    std::erase(hide, id);
    if (hidden) hide.push_back(id);
    std::vector<core::YamlValue> items;
    for (const std::string& one : hide) items.push_back(core::yaml_text(one));
    const std::optional<core::YamlValue> value =
        hide.empty() ? std::nullopt : std::optional(core::yaml_list(std::move(items)));
    list.file().put({}, {{"hide", value}}, {"schema", "hide", "entries"});
  });
}

}  // namespace handler::publishing
