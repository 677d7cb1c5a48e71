// The window must paint something in every state of its own; how it looks is for people to judge.
#include "tests/gallery/stagehands.h"
#include "tests/gallery/stations.h"
#include "tests/support/resultassertions.h"

#include <QApplication>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::gallery;

TEST(Gallery, TheShellPaints)
{
    const QTemporaryDir folder;
    Theme theme(*qApp);
    const Production production{theme, galleryStations(), galleryStartPage(), folder.path()};
    for (const State& state : shellStates()) {
        if (state.name != QLatin1String("start") && state.name != QLatin1String("home-empty"))
            continue;
        const auto light = takePicture(production, state, SchemeChoice::Light);
        const auto dark = takePicture(production, state, SchemeChoice::Dark);
        ASSERT_OK(light);
        ASSERT_OK(dark);
        EXPECT_TRUE(showsSomething(*light)) << state.name.toStdString();
        EXPECT_TRUE(showsSomething(*dark)) << state.name.toStdString();
        EXPECT_NE(light->pixel(700, 700), dark->pixel(700, 700));
    }
}
