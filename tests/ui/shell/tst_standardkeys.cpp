// The keys that the program comes with: each has one owner wherever it works.
#include "app/window/stations.h"
#include "tests/support/temporaryproject.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>

#include <gtest/gtest.h>

using namespace antiphon;

TEST(StandardKeys, HaveOneOwnerWhereverTheyWork)
{
    test::TemporaryProject project;
    Theme theme{*qApp};
    WindowSettings settings{project.filePath(QStringLiteral("settings.ini"))};
    MainWindow window(WindowParts{theme, settings, windowStations(), {}, {}, {}});
    const QList<KeyBinding> bindings = window.keyBindings();
    EXPECT_GT(bindings.size(), 60);
    for (const KeyBinding& binding : bindings)
        EXPECT_STREQ(qPrintable(refusalOf(bindings, binding, binding.standard)), "")
            << qPrintable(binding.title);
}

TEST(StandardKeys, NoTwoActsHaveOneName)
{
    test::TemporaryProject project;
    Theme theme{*qApp};
    WindowSettings settings{project.filePath(QStringLiteral("settings.ini"))};
    MainWindow window(WindowParts{theme, settings, windowStations(), {}, {}, {}});
    QSet<QString> seen;
    for (const KeyBinding& binding : window.keyBindings()) {
        EXPECT_FALSE(seen.contains(binding.id)) << qPrintable(binding.id);
        seen.insert(binding.id);
    }
}
