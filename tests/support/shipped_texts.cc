// Loads them.
#include "tests/support/shipped_texts.h"

#include <gtest/gtest.h>

namespace tests {

const core::Texts& shipped_texts() {
  static const core::Texts texts = [] {
    core::Diagnostics diagnostics;
    core::Texts loaded =
        core::load_texts(BANCHENG_SOURCE_DIR "/site_templates/text/zh-CN", diagnostics);
    EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.text();
    return loaded;
  }();
  return texts;
}

}  // namespace tests
