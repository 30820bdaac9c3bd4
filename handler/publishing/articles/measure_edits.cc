// One table of the keys.
#include "handler/publishing/articles/measure_edits.h"

namespace handler::publishing {
namespace {

using core::Measure;

constexpr TextKey<Measure> kMeasureKeys[] = {
    {"name", &Measure::name},      {"kind", &Measure::kind},   {"text", &Measure::text},
    {"for", &Measure::audience},   {"basis", &Measure::basis}, {"who", &Measure::who},
    {"contact", &Measure::contact}};

std::vector<std::string> measure_key_order() {
  std::vector<std::string> keys = {"id"};
  for (const TextKey<Measure>& one : kMeasureKeys) keys.emplace_back(one.key);
  return keys;
}

}  // namespace

core::Result<core::FileChanges> add_measure(const core::FolderTexts& texts,
                                            const Measure& measure) {
  return edited_list(texts, kMeasureList, [&](EntryList& list) {
    list.add(measure.id, differing_texts(kMeasureKeys, {}, measure));
  });
}

core::Result<core::FileChanges> set_measure(const core::FolderTexts& texts, const std::string& mark,
                                            const Measure& measure) {
  return edited_list(texts, kMeasureList, [&](EntryList& list) {
    const EntrySpot spot{measure.id, mark};
    core::Diagnostics of_the_reader;
    const std::size_t at = list.place_of(spot);
    const Measure before = core::read_measures(list.root(), of_the_reader)[at];
    list.set(spot, differing_texts(kMeasureKeys, before, measure), measure_key_order());
  });
}

}  // namespace handler::publishing
