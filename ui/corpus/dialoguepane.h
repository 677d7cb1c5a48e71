// The dialogue in hand at the right of the corpus station.
#pragma once

#include "core/jobs/projectsession.h"
#include "ui/models/dialogueshown.h"
#include "ui/widgets/dialogueview.h"

#include <QWidget>

class QPushButton;
class QStackedLayout;
class QToolButton;

namespace antiphon {

class ElidedLabel;
class GoalLine;
class SectionHeader;
class TextLabel;

class DialoguePane : public QWidget
{
    Q_OBJECT
public:
    explicit DialoguePane(ProjectSession& session, QWidget* parent = nullptr);
    // Reads the dialogue in the background and marks where `search` stands in it; a null id shows none.
    void show(DialogueId dialogue, const QString& search);
    DialogueId dialogue() const { return m_dialogue; }
    void nextHit();
    void previousHit();
    DialogueView* view() const { return m_view; }
    QString goalText() const;
    using QWidget::show;

Q_SIGNALS:
    void shown(const QString& place); // "cpcd 00ca56": what is in hand
    void failed(const antiphon::Error& error);
    void backRequested(); // Escape

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void take(const ShownDialogue& shown);
    void showNothing();
    void updateHits(int hit, int count);

    ProjectSession& m_session;
    DialogueId m_dialogue; // asked for
    DialogueId m_taken;    // shown
    QString m_search;
    SectionHeader* m_head;
    GoalLine* m_goal;
    QWidget* m_hitBar;
    TextLabel* m_hitText;
    DialogueView* m_view;
    TextLabel* m_nothing;
};

} // namespace antiphon
