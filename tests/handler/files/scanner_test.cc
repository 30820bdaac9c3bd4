// Questions to a virus scanner, and every answer that it may give.
#include "handler/files/scanner.h"

#include <gtest/gtest.h>

#include "handler/files/cleaning.h"
#include "tests/handler/files/fake_clamd.h"
#include "tests/handler/files/sample_files.h"
#include "tests/support/waiting.h"

namespace handler::files {
namespace {

using tests::FakeClamd;

std::string ended(const std::string& answer) {
  return answer + std::string(1, '\0');
}

ScanResult scanned(const std::string& answer, FakeClamd::Manner manner = FakeClamd::reads_all,
                   std::string_view bytes = "bytes") {
  const FakeClamd clamd(answer, manner);
  return scan(clamd.socket(), bytes, tests::kFar);
}

TEST(Scanner, UnderstandsEveryAnswer) {
  EXPECT_EQ(scanned(ended("stream: OK")), ScanResult::clean);
  EXPECT_EQ(scanned(ended("stream: Win.Test.EICAR_HDB-1 FOUND")), ScanResult::infected);
  for (const std::string& other :
       {ended("INSTREAM size limit exceeded. ERROR"), ended("stream: Can't open file ERROR"),
        ended("UNKNOWN COMMAND"), ended(""), ended("OK"), ended("stream: OK or not"),
        std::string("stream: OK"), std::string()})
    EXPECT_EQ(scanned(other), ScanResult::failed) << other;
  EXPECT_EQ(scanned(std::string(100'000, 'x')), ScanResult::failed);
}

TEST(Scanner, SendsTheBytesInChunks) {
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, std::size_t{65'536}, std::size_t{65'537}, kMostBytes}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    FakeClamd clamd(ended("stream: OK"));
    EXPECT_EQ(scan(clamd.socket(), bytes, tests::kFar), ScanResult::clean) << size;
    EXPECT_EQ(clamd.command(), ended("zINSTREAM"));
    EXPECT_TRUE(clamd.bytes() == bytes) << size;
  }
}

TEST(Scanner, BelievesNoAnswerToAPartOfTheBytes) {
  const std::string large(kMostBytes, 'x');
  EXPECT_EQ(scanned(ended("INSTREAM size limit exceeded. ERROR"), FakeClamd::answers_early, large),
            ScanResult::failed);
  EXPECT_EQ(scanned(ended("stream: OK"), FakeClamd::answers_early, large), ScanResult::failed);
  EXPECT_EQ(scanned("", FakeClamd::closes_at_once, large), ScanResult::failed);
}

TEST(Scanner, WaitsNoLongerThanItMay) {
  const FakeClamd clamd("", FakeClamd::says_nothing);
  EXPECT_EQ(scan(clamd.socket(), "bytes", std::chrono::milliseconds{20}), ScanResult::failed);
}

TEST(Scanner, SaysWhetherItAnswers) {
  FakeClamd clamd(ended("PONG"));
  EXPECT_TRUE(scanner_answers(clamd.socket(), tests::kFar));
  EXPECT_EQ(clamd.command(), ended("zPING"));
  const FakeClamd other(ended("stream: OK"));
  EXPECT_FALSE(scanner_answers(other.socket(), tests::kFar));
  EXPECT_FALSE(scanner_answers("/nowhere/clamd", tests::kFar));
  EXPECT_FALSE(scanner_answers(std::string(200, 'x'), tests::kFar));
}

std::variant<CleanFile, Unfit> cleaned_with(const std::filesystem::path& clamd) {
  return clean(tests::planted_jpeg(6),
               {.cleaner = BANCHENG_FILE_CLEANER, .clamd = clamd, .longest = tests::kFar});
}

TEST(Scanner, SeesTheFileAsItWasSent) {
  FakeClamd clamd(ended("stream: OK"));
  const auto outcome = cleaned_with(clamd.socket());
  ASSERT_TRUE(std::holds_alternative<CleanFile>(outcome));
  EXPECT_EQ(std::get<CleanFile>(outcome).scanned, Scan::clean);
  EXPECT_EQ(clamd.bytes(), tests::planted_jpeg(6));
}

TEST(Scanner, LetsNothingPassThatIsNotSeen) {
  const auto refusal = [](const std::filesystem::path& clamd) {
    const auto outcome = cleaned_with(clamd);
    const Unfit* const unfit = std::get_if<Unfit>(&outcome);
    return unfit ? name_of(*unfit) : "taken";
  };
  const FakeClamd infected(ended("stream: Eicar FOUND"));
  EXPECT_EQ(refusal(infected.socket()), "infected");
  const FakeClamd failing(ended("stream: memory ERROR"));
  EXPECT_EQ(refusal(failing.socket()), "not_checked");
  EXPECT_EQ(refusal("/nowhere/clamd"), "not_checked");
}

}  // namespace
}  // namespace handler::files
