// Asks what a new study needs.
#pragma once

#include "core/rating/study.h"
#include "ui/widgets/panels.h"

class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;

namespace antiphon {

class AnswerKeysEditor;
class CriteriaEditor;
class PracticeEditor;

// Emits created() with a definition that checkDefinition() takes; says what is wrong where it does not. What
// a definition from a file holds beyond the fields is kept.
class StudyForm : public Card
{
    Q_OBJECT
public:
    explicit StudyForm(QWidget* parent = nullptr);
    void setSources(const QList<Source>& sources); // keeps what was chosen
    StudyDefinition definition() const;
    void setDefinition(const StudyDefinition& definition); // from a file
    void setSizes(int raters, int items, double margin);   // as a simulation found them
    CriteriaEditor* criteria() const { return m_criteria; }
    PracticeEditor* practice() const { return m_practice; }

Q_SIGNALS:
    void created(const antiphon::StudyDefinition& definition);
    void cancelled();
    void openRequested();
    void saveRequested(const antiphon::StudyDefinition& definition);

private:
    QWidget* makeHead();
    QFormLayout* makeFields();
    void addDesign(QFormLayout& form);
    void addMargins(QFormLayout& form);
    void addDeclarations(QFormLayout& form);
    QWidget* makeCriteria();
    void connectKeys();
    void submit();
    bool check();

    StudyDefinition m_base; // what the fields do not show
    QLineEdit* m_name;
    QListWidget* m_sources;
    QSpinBox* m_items;
    QLineEdit* m_raters;
    QDoubleSpinBox* m_oddsMargin;
    QDoubleSpinBox* m_margin;
    QLineEdit* m_seed;
    QCheckBox* m_match;
    QCheckBox* m_comments;
    QCheckBox* m_skip;
    QCheckBox* m_guess;
    QSpinBox* m_ratings;
    QSpinBox* m_attention;
    QPlainTextEdit* m_hypotheses;
    QLineEdit* m_stopping;
    CriteriaEditor* m_criteria;
    PracticeEditor* m_practice;
    AnswerKeysEditor* m_keys;
    TextLabel* m_problem;
};

} // namespace antiphon
