// The real coding view on a real project file; keys are typed, results are read from the file.
#pragma once

#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/codingview.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QApplication>
#include <QTest>

namespace antiphon::test {

class CodingViewTest : public CodingProject
{
protected:
    CodingViewTest() : m_session(m_project.path(), m_actor) { initIconResources(); }

    WorkspaceContext context()
    {
        return {m_session,
                m_jobs,
                [this](const QString& station, const QString&) { m_navigated = station; },
                [this](const Notice& notice) { m_notices << notice.text; },
                [](const QString&) {},
                m_files,
                {},
                {},
                m_commandOfKeys};
    }
    void open()
    {
        m_view = std::make_unique<CodingView>(context(), nullptr);
        m_view->resize(1200, 700);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_view->desk().isLoaded(); }));
        m_dialogue = m_view->findChild<DialogueView*>();
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_dialogue->turnCount() > 0; }));
        m_dialogue->setFocus();
    }
    void type(const QString& keys)
    {
        for (const QChar key : keys)
            QTest::keyClick(focus(), key.toLatin1());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(focus(), key, modifiers);
    }
    QWidget* focus() const
    {
        QWidget* widget = QApplication::focusWidget();
        return widget ? widget : m_dialogue;
    }
    // What the file holds for a turn, in the order it was given.
    QStringList stored(const QString& dialogue, int turn, const QString& by)
    {
        m_session.drain();
        QStringList names;
        const TurnPlace at = place(dialogue, turn);
        const QList<Code> codes = readCodes(db()).value();
        const auto all = codingsOfDialogue(db(), at.dialogue, coder(by).id);
        for (const Coding& coding : all.value_or(QList<Coding>())) {
            for (const Code& code : codes) {
                if (coding.target.turn == at.turn && coding.code == code.id)
                    names << code.name;
            }
        }
        return names;
    }
    QStringList shown(int turn) const
    {
        QStringList names;
        for (const DialogueChip& chip : m_dialogue->document().turns[turn].chips)
            names << chip.text;
        return names;
    }
    bool settled(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 3000); }

    ProjectSession m_session;
    JobRunner m_jobs;
    std::function<QString(const QString&, const QKeySequence&)> m_commandOfKeys;
    FileDialogs m_files;
    QString m_navigated;
    QStringList m_notices;
    std::unique_ptr<CodingView> m_view;
    DialogueView* m_dialogue = nullptr;
    const QString m_ada = QStringLiteral("ada");
};

} // namespace antiphon::test
