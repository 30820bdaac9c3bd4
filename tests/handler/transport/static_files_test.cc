// Static files from a folder that contains links, hidden files and other traps.
#include "handler/transport/static_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace handler::transport {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& content) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

class StaticFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    top_ =
        fs::path(::testing::TempDir()) /
        ("static_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(top_);
    write(top_ / "secret.txt", "secret");
    write(top_ / "secrets/key.txt", "secret");
    write(top_ / "public/index.html", "<p>portal");
    write(top_ / "public/404.html", "<p>nothing here");
    write(top_ / "public/demo/index.html", "<p>demo");
    write(top_ / "public/demo/assets/style.3f9a1c22b0d4.css", "p{}");
    write(top_ / "public/demo/潮安 a.pdf", "%PDF");
    write(top_ / "public/.hidden/x.html", "hidden");
    write(top_ / "public/demo/.env", "hidden");
    fs::create_directories(top_ / "public/empty");
    fs::create_symlink(top_ / "secret.txt", top_ / "public/link.txt");
    fs::create_symlink("../secrets", top_ / "public/links");
    fs::create_symlink("index.html", top_ / "public/demo/inside.html");
  }
  void TearDown() override { fs::remove_all(top_); }

  web::Response get(const std::string& path, const std::string& if_none_match = "",
                    const std::string& accept_encoding = "") const {
    web::Request request;
    request.method = "GET";
    request.path = path;
    if (!if_none_match.empty()) request.headers["if-none-match"] = if_none_match;
    if (!accept_encoding.empty()) request.headers["accept-encoding"] = accept_encoding;
    return with_text(StaticFiles(top_ / "public").serve(request));
  }

  // Puts what will be sent from the file into `body`.
  static web::Response with_text(web::Response response) {
    if (response.file_body) response.body = web::first_bytes_of(*response.file_body, 1 << 20);
    return response;
  }

  fs::path top_;
};

TEST_F(StaticFilesTest, MayLieBelowAPath) {
  const StaticFiles files(top_ / "public", "/window/");
  const auto answer = [&](const std::string& path) {
    web::Request request;
    request.method = "GET";
    request.path = path;
    return files.serve(request);
  };
  EXPECT_EQ(answer("/window/demo/").body, "<p>demo");
  EXPECT_EQ(answer("/window/demo").header("Location"), "/window/demo/");
  EXPECT_EQ(answer("/window").header("Location"), "/window/");
  for (const char* path : {"/", "/demo/", "/windows/demo/", "/window/window/demo/",
                           "/window//demo/", "/window/.hidden/x.html"}) {
    EXPECT_EQ(answer(path).status, 404) << path;
    EXPECT_EQ(answer(path).body, "<p>nothing here") << path;
  }
}

TEST_F(StaticFilesTest, ServesTheIndexOfAFolder) {
  const web::Response response = get("/demo/");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "<p>demo");
  EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(response.header("Cache-Control"), "no-cache");
  EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(get("/").body, "<p>portal");
}

TEST_F(StaticFilesTest, SendsAFoldersNameOnToItsSlash) {
  const web::Response response = get("/demo");
  EXPECT_EQ(response.status, 301);
  EXPECT_EQ(response.header("Location"), "/demo/");
}

TEST_F(StaticFilesTest, ServesNamesInChinese) {
  EXPECT_EQ(get("/demo/潮安 a.pdf").body, "%PDF");
  EXPECT_EQ(get("/demo/潮安 a.pdf").header("Content-Type"), "application/pdf");
}

TEST_F(StaticFilesTest, LetsHashedNamesBeKeptForever) {
  EXPECT_EQ(get("/demo/assets/style.3f9a1c22b0d4.css").header("Cache-Control"),
            "public, max-age=31536000, immutable");
}

TEST_F(StaticFilesTest, SendsTheSmallestTwinThatTheVisitorAccepts) {
  write(top_ / "public/demo/index.html.gz", "zipped");
  write(top_ / "public/demo/index.html.br", "brotli");
  EXPECT_EQ(get("/demo/", "", "gzip, deflate, br").body, "brotli");
  EXPECT_EQ(get("/demo/", "", "gzip").header("Content-Encoding"), "gzip");
  EXPECT_EQ(get("/demo/", "", "gzip;q=0.5, br;q=0").body, "zipped");
  EXPECT_EQ(get("/demo/", "", "gzip").header("Content-Type"), "text/html; charset=utf-8");
  const web::Response plain = get("/demo/", "", "identity");
  EXPECT_EQ(plain.body, "<p>demo");
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
}

TEST_F(StaticFilesTest, GivesEachEncodingATagOfItsOwn) {
  write(top_ / "public/demo/index.html.gz", "zipped");
  const std::string plain(get("/demo/").header("ETag"));
  const std::string zipped(get("/demo/", "", "gzip").header("ETag"));
  EXPECT_NE(plain, zipped);
  EXPECT_EQ(get("/demo/", zipped, "gzip").status, 304);
  EXPECT_EQ(get("/demo/", plain, "gzip").status, 200);
}

TEST_F(StaticFilesTest, GivesTwoEncodingsOfEqualSizeAndAgeTwoTags) {
  write(top_ / "public/demo/index.html.gz", "zipped");
  write(top_ / "public/demo/index.html.br", "brotli");
  fs::last_write_time(top_ / "public/demo/index.html.br",
                      fs::last_write_time(top_ / "public/demo/index.html.gz"));
  const std::string zipped(get("/demo/", "", "gzip").header("ETag"));
  EXPECT_NE(get("/demo/", "", "br").header("ETag"), zipped);
  EXPECT_EQ(get("/demo/", zipped, "br").body, "brotli");
}

TEST_F(StaticFilesTest, SaysOfAKnownTagTooThatItDependsOnTheEncoding) {
  write(top_ / "public/demo/index.html.gz", "zipped");
  const std::string zipped(get("/demo/", "", "gzip").header("ETag"));
  const web::Response known = get("/demo/", zipped, "gzip");
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(known.header("ETag"), zipped);
}

TEST_F(StaticFilesTest, ReadsEncodingsInAnyCaseAndRefusesThoseWithNoWeight) {
  write(top_ / "public/demo/index.html.gz", "zipped");
  EXPECT_EQ(get("/demo/", "", "GZip; q=1").body, "zipped");
  EXPECT_EQ(get("/demo/", "", "gzip; q=0").body, "<p>demo");
  EXPECT_EQ(get("/demo/", "", "gzip;Q=0.000").body, "<p>demo");
}

TEST_F(StaticFilesTest, PacksNoPictures) {
  write(top_ / "public/demo/a.png", "picture");
  write(top_ / "public/demo/a.png.gz", "zipped");
  EXPECT_EQ(get("/demo/a.png", "", "gzip").body, "picture");
  EXPECT_EQ(get("/demo/a.png", "", "gzip").header("Vary"), "");
}

TEST_F(StaticFilesTest, SendsNoTwinThatIsOlderThanItsPage) {
  write(top_ / "public/demo/index.html.gz", "zipped");
  fs::last_write_time(
      top_ / "public/demo/index.html.gz",
      fs::last_write_time(top_ / "public/demo/index.html") - std::chrono::seconds(1));
  EXPECT_EQ(get("/demo/", "", "gzip").body, "<p>demo");
}

TEST_F(StaticFilesTest, AnswersAKnownTagWithNothingNew) {
  const std::string tag(get("/demo/").header("ETag"));
  EXPECT_EQ(get("/demo/", tag).status, 304);
  EXPECT_FALSE(get("/demo/", tag).file_body) << "the facts are enough";
  EXPECT_EQ(get("/demo/", "\"other\", W/" + tag).status, 304);
  EXPECT_EQ(get("/demo/", "\"other\"").status, 200);
}

TEST_F(StaticFilesTest, GivesAChangedFileAnotherTag) {
  const std::string tag(get("/demo/").header("ETag"));
  write(top_ / "public/demo/index.html", "<p>demo 2");
  EXPECT_EQ(get("/demo/", tag).body, "<p>demo 2");
}

TEST_F(StaticFilesTest, FindsNothingOutsideOrHiddenOrLinked) {
  for (const char* path :
       {"/link.txt", "/links/key.txt", "/links/", "/links", "/demo/inside.html", "/.hidden/x.html",
        "/demo/.env", "/../secret.txt", "/demo/../../secret.txt", "/..", "//secret.txt",
        "//etc/passwd", "/demo//index.html", "/empty/", "/none", "/index.html/",
        "/demo\\index.html"}) {
    const web::Response response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.body, "<p>nothing here") << path;
  }
  EXPECT_EQ(get(std::string("/index.html\0.png", 16)).status, 404);
}

TEST_F(StaticFilesTest, NeverSendsOnToAnotherServer) {
  fs::create_directories(top_ / "public/evil.example");
  EXPECT_EQ(get("//evil.example").status, 404);
}

TEST_F(StaticFilesTest, LeavesThePageOfAMissingFileToItsCallerIfTheTreeHasNone) {
  fs::remove(top_ / "public/404.html");
  const web::Response response = get("/none");
  EXPECT_EQ(response.status, 404);
  EXPECT_FALSE(response.file_body);
  EXPECT_EQ(response.body, "");
}

TEST_F(StaticFilesTest, ReadsOnly) {
  web::Request request;
  request.method = "POST";
  request.path = "/demo/";
  const web::Response response = StaticFiles(top_ / "public").serve(request);
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("Allow"), "GET, HEAD");
  EXPECT_EQ(response.body, "") << "the caller's failure page goes here";
}

TEST_F(StaticFilesTest, ReadsNoFile) {
  const web::Response response = get("/demo/潮安 a.pdf");
  ASSERT_TRUE(response.file_body);
  EXPECT_EQ(response.file_body->size, 4U);
  EXPECT_EQ(::lseek(response.file_body->file->get(), 0, SEEK_CUR), 0);
}

TEST(ContentType, IsOctetsForAnUnknownExtension) {
  EXPECT_EQ(content_type_of("a.exe"), "application/octet-stream");
  EXPECT_EQ(content_type_of("README"), "application/octet-stream");
}

TEST(ContentType, KnowsEveryPictureThatASiteMayHold) {
  for (const char* name : {"a.jpg", "a.jpeg", "a.png", "a.webp", "a.gif"}) {
    EXPECT_TRUE(content_type_of(name).starts_with("image/")) << name;
  }
}

TEST(ContentHash, IsTwelveHexDigitsBeforeTheEnding) {
  EXPECT_TRUE(has_content_hash("demo/assets/a.0123abcd4567.js"));
  EXPECT_TRUE(has_content_hash("demo/search/terms-0.0123abcd4567.json"));
  EXPECT_FALSE(has_content_hash("demo/assets/a.0123abcd456.js"));
  EXPECT_FALSE(has_content_hash("demo/assets/0123abcd4567.js"));
  EXPECT_FALSE(has_content_hash("demo/assets/a.0123abcg4567.js"));
  EXPECT_FALSE(has_content_hash("demo/assets/a.0123abcd4567"));
}

TEST(ContentHash, IsNoDateInTheNameOfADownload) {
  EXPECT_FALSE(has_content_hash("demo/files/plan.20261121.pdf"));
  EXPECT_FALSE(has_content_hash("demo/files/plan.202611211030.pdf"));
  EXPECT_FALSE(has_content_hash("plan.202611211030.pdf"));
}

}  // namespace
}  // namespace handler::transport
