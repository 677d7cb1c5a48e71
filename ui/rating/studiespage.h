// The studies of the project and what can be done with the one in hand.
#pragma once

#include "ui/rating/studyform.h"
#include "ui/rating/studykeycard.h"
#include "ui/rating/studyoverview.h"

class QStackedWidget;
class QStandardItemModel;

namespace antiphon {

class CalmTable;

class StudiesPage : public QWidget
{
    Q_OBJECT
public:
    explicit StudiesPage(QWidget* parent = nullptr);
    void show(const RatingOverview& overview, const StudyId& current);
    void beginNewStudy();
    StudyForm* form() const { return m_form; }
    StudyKeyCard* keyCard() const { return m_key; }
    // What the audit of the study in hand says; forgotten when another is chosen.
    void showAudit(const StudyId& study, const QString& text);
    using QWidget::show;

Q_SIGNALS:
    void selected(const antiphon::StudyId& study);
    void createRequested(const antiphon::StudyDefinition& definition);
    void freezeRequested();
    void packetsRequested();
    void browserPacketsRequested(); // as pages
    void collectRequested();
    void resultsRequested();
    void auditRequested();
    void importRequested(); // the project has too few sources

private:
    QWidget* makeDetails();
    QWidget* makeList();
    void showSide();
    void endPlanning();
    void showDetails(const StudyRow* row);
    void showStep(const StudyRow* row);

    RatingOverview m_overview;
    StudyId m_current;
    bool m_loaded = false; // the first overview has come
    bool m_filling = false;
    bool m_planning = false; // the form of a new study is open
    QStackedWidget* m_stack;
    EmptyView* m_empty;
    CalmTable* m_table;
    QStandardItemModel* m_model;
    QWidget* m_details;
    StudyForm* m_form;
    StudyKeyCard* m_key;
    SectionHeader* m_title;
    TextLabel* m_facts;
    TextLabel* m_advice;
    QPushButton* m_step;
    QPushButton* m_browser;
    QPushButton* m_audit;
    TextLabel* m_auditText;
    StudyId m_audited;
    std::function<void()> m_stepAction;
};

} // namespace antiphon
