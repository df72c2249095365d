# SPDX-FileCopyrightText: 2026 Wharfgate contributors
# SPDX-License-Identifier: Apache-2.0

# Every flag and definition of the project stands here, on one INTERFACE target.
add_library(wharfgate_options INTERFACE)
target_compile_features(wharfgate_options INTERFACE cxx_std_20)
target_compile_options(wharfgate_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
    -Woverloaded-virtual -Wnon-virtual-dtor -Wcast-qual -Wformat=2 -Wimplicit-fallthrough
    $<$<BOOL:${WHARFGATE_WERROR}>:-Werror>
    -fstack-protector-strong
    $<$<CONFIG:Debug>:-D_GLIBCXX_ASSERTIONS>
    $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
target_compile_definitions(wharfgate_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(WHARFGATE_SANITIZER)
    target_compile_options(wharfgate_options INTERFACE
        -fsanitize=${WHARFGATE_SANITIZER} -fno-omit-frame-pointer -fno-sanitize-recover=all
        -U_FORTIFY_SOURCE)
    target_link_options(wharfgate_options INTERFACE -fsanitize=${WHARFGATE_SANITIZER})
endif()
if(WHARFGATE_COVERAGE)
    target_compile_options(wharfgate_options INTERFACE --coverage)
    target_link_options(wharfgate_options INTERFACE --coverage)
endif()
if(WHARFGATE_FUZZ)
    target_compile_options(wharfgate_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC OFF)
find_program(WHARFGATE_CCACHE ccache)
if(WHARFGATE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${WHARFGATE_CCACHE}")
endif()

# wharfgate_add_module(NAME LINK <public link targets...>): a static library with the project's
# options, whose headers are included by their path from the top of the project
# ("acl/AccessList.h" within shared/, "ssl/KeyId.h", "daemon/http/Request.h").
# Sources are added by the folders below it with target_sources().
function(wharfgate_add_module name)
    cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
    add_library(${name} STATIC)
    target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PUBLIC ${arg_LINK} PRIVATE wharfgate_options)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()

# wharfgate_add_test(NAME SOURCES <files...> LINK <targets...> [LABELS unit] [TIMEOUT seconds]):
# a QtTest program, registered with ctest under its name. TEST_DATA_DIR is tests/data.
function(wharfgate_add_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE ${arg_LINK} Qt6::Test wharfgate_options)
    target_compile_definitions(${name} PRIVATE
        TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/tests/data")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp;ASAN_OPTIONS=detect_leaks=1")
endfunction()
