// What is left of styles and scripts when they are published.
#include "generator/build/lean_assets.h"

#include <gtest/gtest.h>

namespace generator {
namespace {

TEST(LeanAssets, TakesCommentsAndNeedlessBlanksOutOfAStyleSheet) {
  EXPECT_EQ(lean_asset("a.css", "/* Why. */\nh1, h2 {\n  margin: 0 auto;\n  color: #fff;\n}\n\n"),
            "h1,h2{margin:0 auto;color:#fff}");
  EXPECT_EQ(lean_asset("a.css", "@media print, (min-width: 60em) { p { color: red } }\n"),
            "@media print,(min-width:60em){p{color:red}}");
}

TEST(LeanAssets, KeepsTheBlanksThatMeanSomething) {
  for (const char* css :
       {"main :target{width:calc(.75em + 1px)}", "@media screen and (max-width:40em){p > a{top:0}}",
        "a:hover{margin:0 1px !important}"}) {
    EXPECT_EQ(lean_asset("a.css", css), css);
  }
}

TEST(LeanAssets, LeavesStringsAlone) {
  const std::string css = R"(q::after{content:"a  ; /* b */ } \" { c"}b{content:' {  '})";
  EXPECT_EQ(lean_asset("a.css", css), css);
  EXPECT_EQ(lean_asset("a.css", "a{content:\"open"), "a{content:\"open");
  EXPECT_EQ(lean_asset("a.css", "a{}/* open"), "a{}");
}

TEST(LeanAssets, TakesCommentLinesAndIndentationOutOfAScript) {
  EXPECT_EQ(
      lean_asset("a.js", "// Why.\n(function () {\n  // How.\n\n  call(\"//\"); // x\n})();\n"),
      "(function () {\ncall(\"//\"); // x\n})();\n");
}

TEST(LeanAssets, LeavesOtherFilesAlone) {
  EXPECT_EQ(lean_asset("icon.svg", "<svg>  </svg>\n"), "<svg>  </svg>\n");
}

}  // namespace
}  // namespace generator
