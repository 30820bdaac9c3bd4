// Stages a site whose files are in memory.
#pragma once

#include <string>

#include "generator/output/output_tree.h"

inline core::Result<generator::StagedSite> stage_site(generator::OutputTree& tree,
                                                      const std::string& id,
                                                      const generator::SiteFiles& files) {
  const auto stage = tree.begin(id);
  if (!stage) return stage.failure();
  for (const auto& [path, bytes] : files) {
    if (const core::Status put = (*stage)->put(path, bytes); !put) return put.failure();
  }
  return tree.finish(id, **stage);
}
