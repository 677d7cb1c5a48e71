// The form that makes a code and changes it.
#pragma once

#include "core/coding/codetree.h"
#include "ui/widgets/panels.h"

#include <functional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace antiphon {

QString codeColourName(int colour); // "blue"
QIcon codeColourIcon(int colour, const QPalette& palette);

// Says at once what is wrong with what was entered. Ctrl+Enter saves, Escape leaves.
class CodeEditor : public QWidget
{
    Q_OBJECT
public:
    // The title of the act that has a key beside the dialogue; empty: none has it.
    using ActOfKey = std::function<QString(const QString& key)>;
    explicit CodeEditor(ActOfKey actOfKey, QWidget* parent = nullptr);
    // A code with a null id is a new one. `codings` is how many use it; while some do it can not be made a
    // category.
    void open(const Code& code, const Codebook& codebook, qint64 codings);
    Code value() const;

Q_SIGNALS:
    void saved(const antiphon::Code& code);
    void deleted(const antiphon::Code& code); // with its codings
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPlainTextEdit* addText(QVBoxLayout* form, const QString& title, int lines);
    void fillCategories(Facet facet, CodeId chosen);
    void showSimilar();
    void check();
    void save();

    ActOfKey m_actOfKey;
    Code m_code;
    Codebook m_codebook;
    SectionHeader* m_title;
    QLineEdit* m_name;
    QComboBox* m_facet;
    QComboBox* m_category;
    QCheckBox* m_groups;
    TextLabel* m_similar;
    QLineEdit* m_key;
    QComboBox* m_colour;
    QPlainTextEdit* m_definition;
    QPlainTextEdit* m_includes;
    QPlainTextEdit* m_excludes;
    QPlainTextEdit* m_examples;
    TextLabel* m_fault;
    QPushButton* m_save;
    QPushButton* m_delete;
};

} // namespace antiphon
