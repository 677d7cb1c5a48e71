if(TARGET antiphon_ui_rating)
    antiphon_add_bench(bench_raterwindow
        SOURCES bench_raterwindow.cpp stopwatch.h ../ui/rating/raterstage.cpp ../ui/rating/raterstage.h
        LINKS antiphon_ui_rating Qt6::Test)
endif()
