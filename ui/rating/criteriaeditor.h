// The questions of a new study: chosen from presets, written, ordered.
#pragma once

#include "core/rating/study.h"
#include "ui/widgets/panels.h"

class QComboBox;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QSpinBox;
class QToolButton;

namespace antiphon {

class AnchorsEditor;

// A criterion for each kind of question, to start from.
QList<Criterion> criterionPresets();
// "dialogue", "each reply", "pair", "best and worst": what a criterion is asked about.
QString kindName(QuestionKind kind);

class CriteriaEditor : public QWidget
{
    Q_OBJECT
public:
    explicit CriteriaEditor(QWidget* parent = nullptr);
    void setCriteria(const QList<Criterion>& criteria);
    const QList<Criterion>& criteria() const { return m_criteria; }
    void setAnswerKeys(const QStringList& keys); // shown beside the points
    // What is wrong with them, as a sentence; empty: nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    QWidget* makeList();
    QWidget* makeFields();
    void connectFields();
    void fillAddMenu();
    void add(const Criterion& criterion);
    void removeCurrent();
    void move(int by);
    void showList(qsizetype current);
    void showCurrent();
    void takeFields();
    qsizetype current() const;

    QList<Criterion> m_criteria;
    bool m_filling = false;
    bool m_ownKey = false; // else it goes with the name
    QListWidget* m_list;
    QToolButton* m_add;
    QToolButton* m_remove;
    QToolButton* m_up;
    QToolButton* m_down;
    QWidget* m_fields;
    QLineEdit* m_name;
    QLineEdit* m_key;
    QLineEdit* m_question;
    QPlainTextEdit* m_definition;
    QComboBox* m_kind;
    AnchorsEditor* m_anchors;
    TextLabel* m_keysText;
    TextLabel* m_problem;
};

} // namespace antiphon
