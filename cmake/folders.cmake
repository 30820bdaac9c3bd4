# One folder, one library; one folder of tests, one test program. A new file needs no edit here.

# bancheng_library(NAME DEPENDENCIES...): a static library of all .cc files of this folder but main.cc.
# A folder that is still empty becomes an interface library.
function(bancheng_library name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC bancheng_flags ${ARGN})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE bancheng_flags ${ARGN})
  endif()
endfunction()

# bancheng_program(NAME LIBRARY): build/bin/NAME from this folder's main.cc.
function(bancheng_program name library)
  if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/main.cc)
    add_executable(${name} main.cc)
    target_link_libraries(${name} PRIVATE ${library})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${BANCHENG_BIN_DIR})
  endif()
endfunction()

# bancheng_test(NAME FOLDER LIBRARIES...): one test program of all *_test.cc in FOLDER.
function(bancheng_test name folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*_test.cc)
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${ARGN} test_support GTest::gtest GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE
      BANCHENG_SOURCE_DIR="${CMAKE_SOURCE_DIR}" BANCHENG_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  endif()
endfunction()
