// Everything a build reads before it renders: the catalogue of texts, the calendar and the sites.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/input/diagnostic.h"
#include "core/site/site.h"
#include "core/site/texts.h"

namespace generator {

struct InputPlaces {
  std::filesystem::path content;  // holds calendar/ and sites/
  std::filesystem::path
      templates;  // holds text/zh-CN/; empty: sites' texts are not compared with the catalogue
  std::vector<std::string> sites;  // ids; empty: all
  core::Day today{};               // for the warning about next year's calendar
};

struct Inputs {
  core::Texts catalogue;
  std::vector<core::LoadedSite> sites;  // in the order of their ids
  std::vector<std::string> all_ids;     // also of the sites that were not asked for
};

// Reads everything and reports every mistake. Fails with `not_found` if the content holds no sites,
// with `invalid` if there is no site of a given id. A site with mistakes is left out of the result.
core::Result<Inputs> read_inputs(const InputPlaces& places, core::Diagnostics& diagnostics);

}  // namespace generator
