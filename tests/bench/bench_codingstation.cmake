add_executable(bulkproject bulkproject.cpp)
target_link_libraries(bulkproject PRIVATE antiphon_bulk_project)
set_target_properties(bulkproject PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")

if(TARGET antiphon_ui_coding)
    antiphon_add_bench(bench_codingstation
        SOURCES bench_codingstation.cpp stopwatch.h
        LINKS antiphon_bulk_project antiphon_window_stations antiphon_ui_shell Qt6::Test)
endif()
