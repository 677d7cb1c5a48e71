// The real coding view on a real project file: keys are typed, results are read from the file.
#pragma once

#include "core/coding/coderstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/codingview.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QTest>

namespace antiphon::test {

class StationTest : public CodingProject
{
protected:
    StationTest() : m_session(m_project.path(), m_actor)
    {
        initIconResources();
        (void)ensureCoder(db(), m_actor.name);
    }

    void open(const QString& target = {})
    {
        WorkspaceContext context{m_session,
                                 m_jobs,
                                 [this](const QString&, const QString& place) { m_view->navigate(place); },
                                 [this](const Notice& notice) { m_notices << notice.text; },
                                 [](const QString&) {},
                                 m_files};
        m_view = std::make_unique<CodingView>(context, nullptr);
        m_view->resize(1280, 760);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_view->desk().isLoaded(); }));
        auto* dialogue = m_view->findChild<DialogueView*>();
        ASSERT_TRUE(QTest::qWaitFor([&] { return dialogue->turnCount() > 0; }));
        dialogue->setFocus();
        if (!target.isEmpty())
            m_view->navigate(target);
    }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    // Until the condition holds; edits are on disk before it is asked.
    bool settled(const std::function<bool()>& condition)
    {
        return QTest::qWaitFor(
            [&] {
                m_session.drain();
                return condition();
            },
            4000);
    }
    QString lastLabel() const { return EditHistory(db()).entries(1)->value(0).label; }

    ProjectSession m_session;
    JobRunner m_jobs;
    FileDialogs m_files;
    QStringList m_notices;
    std::unique_ptr<CodingView> m_view;
};

} // namespace antiphon::test
