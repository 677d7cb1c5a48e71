// Who did what and when, with the way back.
#pragma once

#include "core/jobs/projectsession.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QListView;
class QPushButton;

namespace antiphon {

class HistoryModel;
class SearchField;
class TextLabel;

// Beside the station (F9), filtered by words, actor, object and what happened. Enter or the button undoes
// everything after the selected edit, or redoes everything up to it.
class HistoryPanel : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget* parent = nullptr);
    void setSession(ProjectSession* session); // null: none
    HistoryModel* model() const { return m_model; }
    QListView* list() const { return m_list; }

Q_SIGNALS:
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void reload();
    void updateButtons();
    void goToSelected();
    void showSteps(int steps); // to the selected edit: undos below 0, redos above
    QWidget* makeFilters();
    HistoryQuery query() const;
    void readChoices();
    bool isFiltered() const;

    QPointer<ProjectSession> m_session;
    HistoryModel* m_model;
    QListView* m_list;
    QPushButton* m_undo;
    QPushButton* m_redo;
    QPushButton* m_toHere;
    TextLabel* m_empty;
    SearchField* m_words = nullptr;
    QComboBox* m_actor = nullptr;
    QComboBox* m_object = nullptr;
    QComboBox* m_change = nullptr;
    QWidget* m_filters = nullptr;
    QPushButton* m_filterButton = nullptr;
    int m_limit;
};

} // namespace antiphon
