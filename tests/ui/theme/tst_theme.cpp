#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

class ThemeTest : public testing::Test
{
protected:
    // What a desktop's platform plugin does to every window when its colours have changed.
    void desktopTurns(Scheme scheme)
    {
        m_desktop = scheme;
        for (QWidget* window : {&m_first, &m_second}) {
            QEvent change(QEvent::ThemeChange);
            QCoreApplication::sendEvent(window, &change);
        }
        QCoreApplication::processEvents();
    }
    static Scheme shown() { return schemeOf(QApplication::palette()); }

    Scheme m_desktop = Scheme::Light;
    Theme m_theme{*qApp, [this] { return m_desktop; }};
    QSignalSpy m_changes{&m_theme, &Theme::changed};
    QWidget m_first;
    QWidget m_second;
};

} // namespace

TEST_F(ThemeTest, FollowsTheDesktopAtOnce)
{
    EXPECT_EQ(shown(), Scheme::Light);
    desktopTurns(Scheme::Dark);
    EXPECT_EQ(shown(), Scheme::Dark);
    EXPECT_EQ(m_changes.count(), 1);
    desktopTurns(Scheme::Light);
    EXPECT_EQ(shown(), Scheme::Light);
}

TEST_F(ThemeTest, AChosenSchemeStaysUntilTheDesktopIsChosenAgain)
{
    m_theme.apply({SchemeChoice::Light, 100});
    desktopTurns(Scheme::Dark);
    EXPECT_EQ(shown(), Scheme::Light);
    m_theme.apply({SchemeChoice::Desktop, 100});
    EXPECT_EQ(shown(), Scheme::Dark);
}

TEST_F(ThemeTest, AChangeOfOtherThingsOfTheDesktopIsNoChange)
{
    desktopTurns(Scheme::Light);
    EXPECT_EQ(m_changes.count(), 0);
}

TEST_F(ThemeTest, ReadsTheDesktopBehindWhatIsShown)
{
    m_theme.apply({SchemeChoice::Dark, 100});
    EXPECT_EQ(desktopScheme(), Scheme::Light); // the offscreen platform's
    EXPECT_EQ(shown(), Scheme::Dark);
    EXPECT_EQ(QApplication::palette(), paletteOf(Scheme::Dark));
}
