// The list of dialogues with its search line, in the middle of the corpus station.
#pragma once

#include "ui/models/dialoguelistmodel.h"
#include "ui/widgets/calmtable.h"

#include <QWidget>

namespace antiphon {

class BusyBar;
class ChipBar;
class SearchField;
class TextLabel;

class DialogueList : public QWidget
{
    Q_OBJECT
public:
    explicit DialogueList(ProjectSession& session, QWidget* parent = nullptr);

    void setSource(const std::optional<Source>& source); // nothing: all
    void setSearch(const QString& text);
    void focusSearch();
    void step(int rows); // moves the selection
    // Selects and shows it, as soon as it is there; forgotten when the list does not hold it.
    void select(DialogueId dialogue);
    DialogueId selected() const;

    DialogueListModel& model() { return *m_model; }
    const DialogueListModel& model() const { return *m_model; }
    CalmTable* table() const { return m_table; }
    SearchField* searchField() const { return m_search; }
    QString countText() const;

Q_SIGNALS:
    void dialogueSelected(const antiphon::DialogueId& dialogue);
    void dialogueActivated();
    void sourceCleared();
    void exportRequested();
    void failed(const antiphon::Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void searchChanged(const QString& text);
    void orderLoaded();
    void selectWanted();
    void updateCount();
    void updateEmptyText();

    DialogueListModel* m_model;
    SearchField* m_search;
    TextLabel* m_count;
    ChipBar* m_chips;
    BusyBar* m_busy;
    CalmTable* m_table;
    DialogueId m_wanted;    // to be selected when the list has arrived
    bool m_fromTop = false; // the next list begins with its first row, as a new search does
    QString m_sourceName;
};

} // namespace antiphon
