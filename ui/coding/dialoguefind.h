// Finding words in the dialogues of the source without leaving the coding.
#pragma once

#include "core/corpus/searchstore.h"
#include "ui/coding/codingdesk.h"

#include <QWidget>

namespace antiphon {

class DialogueView;
class SearchField;
class TextLabel;

// A bar above the dialogue, hidden until start(). Typing marks the hits of the dialogue shown; Enter goes to
// the next hit, in the next dialogue with one if need be, Escape closes the bar and takes the marks away.
class DialogueFind : public QWidget
{
    Q_OBJECT
public:
    DialogueFind(CodingDesk& desk, DialogueView& view, QWidget* parent);
    void start();
    void go(Direction direction); // to the next hit; opens the bar where nothing is looked for

Q_SIGNALS:
    void said(const QString& sentence);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& typed);
    void mark();
    void showMarks(const QList<TurnMarks>& marks);
    void leaveDialogue(Direction direction);
    void countHits();
    void stop();

    CodingDesk& m_desk;
    DialogueView& m_view;
    SearchField* m_field;
    TextLabel* m_count;
    QString m_typed;
    DialogueId m_marked;                      // whose hits are shown
    std::optional<Direction> m_arriving = {}; // the hit to show when the marks have come
    bool m_seeking = false;                   // in other dialogues, should this one have none
};

} // namespace antiphon
