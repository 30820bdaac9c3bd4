// The least CGI program: takes what was posted and prints a fixed page of as many bytes as
// BENCH_PAGE_BYTES says, so that a look-up's own cost stands out against starting a process.
#include <cstdio>
#include <cstdlib>

int main() {
  while (std::getchar() != EOF) {
  }
  const char* asked = std::getenv("BENCH_PAGE_BYTES");
  const long bytes = asked == nullptr ? 0 : std::strtol(asked, nullptr, 10);
  std::printf("Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n");
  std::printf("Content-Length: %ld\r\n\r\n", bytes);
  for (long i = 0; i < bytes; ++i) std::putchar('x');
  return 0;
}
