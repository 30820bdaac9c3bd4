// Writes the figures of a filing as JSON and reads them back.
#include "handler/cases/figures/filed.h"

#include <utility>

#include "core/base/json.h"

namespace handler::cases {
namespace {

core::Json counts_as_json(const std::vector<core::CountOf>& counts) {
  core::Json list = core::Json::array();
  for (const core::CountOf& one : counts)
    list.push_back({{"name", one.name}, {"count", one.count}});
  return list;
}

std::vector<core::CountOf> counts_in(const core::Json& list) {
  std::vector<core::CountOf> counts;
  for (const core::Json& one : list)
    counts.push_back({one.at("name").get<std::string>(), one.at("count").get<int>()});
  return counts;
}

core::Json rate_as_json(const core::Kpi& rate) {
  core::Json json = {
      {"id", rate.id}, {"numerator", rate.numerator}, {"denominator", rate.denominator}};
  if (rate.target) json["target"] = *rate.target;
  return json;
}

core::Kpi rate_in(const core::Json& json) {
  core::Kpi rate{json.at("id").get<std::string>(), json.at("numerator").get<int>(),
                 json.at("denominator").get<int>(), std::nullopt};
  if (json.contains("target")) rate.target = json.at("target").get<int>();
  return rate;
}

}  // namespace

std::string as_json(const Figures& figures) {
  core::Json rates = core::Json::array();
  for (const core::Kpi& rate : figures.rates) rates.push_back(rate_as_json(rate));
  core::Json json = {{"received", figures.received},
                     {"rates", std::move(rates)},
                     {"tiers", counts_as_json(figures.tiers)},
                     {"units", counts_as_json(figures.units)},
                     {"causes", counts_as_json(figures.causes)}};
  if (figures.mended) json["mended"] = counts_as_json(*figures.mended);
  return json.dump();
}

std::optional<Figures> figures_in(const std::string& json) {
  if (json.empty()) return std::nullopt;
  try {
    const core::Json read = core::Json::parse(json);
    Figures figures;
    figures.received = read.at("received").get<int>();
    for (const core::Json& rate : read.at("rates")) figures.rates.push_back(rate_in(rate));
    figures.tiers = counts_in(read.at("tiers"));
    figures.units = counts_in(read.at("units"));
    figures.causes = counts_in(read.at("causes"));
    if (read.contains("mended")) figures.mended = counts_in(read.at("mended"));
    return figures;
  } catch (const core::Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace handler::cases
