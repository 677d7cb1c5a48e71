antiphon_add_bench(bench_coding SOURCES bench_coding.cpp LINKS antiphon_coding)
antiphon_add_bench(bench_comparison SOURCES bench_comparison.cpp LINKS antiphon_coding antiphon_bulk_project)
antiphon_add_bench(bench_suggest
    SOURCES
        "${CMAKE_SOURCE_DIR}/tests/core/coding/musictalk.cpp"
        "${CMAKE_SOURCE_DIR}/tests/core/coding/musictalk.h"
        bench_suggest.cpp
    LINKS antiphon_coding)
if(TARGET antiphon_ui_coding)
    antiphon_add_bench(bench_codetree SOURCES bench_codetree.cpp LINKS antiphon_ui_coding antiphon_bulk_project)
endif()
