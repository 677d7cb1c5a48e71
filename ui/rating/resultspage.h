// What the study in hand says.
#pragma once

#include "core/rating/results.h"
#include "ui/rating/criterionpanel.h"
#include "ui/rating/unblindcard.h"

#include <QPointer>
#include <QSet>

class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace antiphon {

class ResultsPage : public QWidget
{
    Q_OBJECT
public:
    explicit ResultsPage(QWidget* parent = nullptr);
    void show(const StudyResults& results);
    void showNothing(const QString& sentence, const QString& button); // no study, no answers
    void setForm(FigureForm form);
    FigureForm form() const { return m_form; }
    UnblindCard* keyCard() const { return m_key; } // null once the key is open
    using QWidget::show;

Q_SIGNALS:
    void reportRequested();
    void answersRequested(); // as CSV
    void askRequested(const antiphon::UnblindingReason& why);
    void keyFileRequested();
    void openRequested(const antiphon::KeyOpening& opening);
    void chartExportRequested(const antiphon::Chart& chart);
    void stepRequested(); // the button of the empty view

private:
    void rebuild();
    void addChoices(QVBoxLayout& panels, QWidget* page);
    QWidget* makeSide();
    Card* methodCard();
    Card* logCard();
    UnblindCard* makeKeyCard();

    // What a card of the key is about.
    struct KeyShown
    {
        StudyId study;
        QString request; // its code; empty: none
        bool away = false;
        bool operator==(const KeyShown&) const = default;
    };

    std::optional<StudyResults> m_results;
    FigureForm m_form = FigureForm::Charts;
    QSet<QString> m_open; // criteria whose tests and model are unfolded
    QStackedWidget* m_stack;
    EmptyView* m_empty;
    QPointer<UnblindCard> m_key;
    KeyShown m_keyShown;
    QScrollArea* m_scroll;
};

} // namespace antiphon
