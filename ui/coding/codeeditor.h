// The form that makes a code and changes it.
#pragma once

#include "core/coding/code.h"
#include "ui/widgets/panels.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace antiphon {

// Says at once what is wrong with what was entered. Ctrl+Enter saves, Escape leaves.
class CodeEditor : public QWidget
{
    Q_OBJECT
public:
    explicit CodeEditor(QWidget* parent = nullptr);
    // A code with a null id is a new one. `codings` is how many use it: its facet is fixed then, and it can
    // not be deleted.
    void open(const Code& code, const QList<Code>& codes, qint64 codings);
    Code value() const;

Q_SIGNALS:
    void saved(const antiphon::Code& code);
    void deleted(const antiphon::Code& code);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QPlainTextEdit* addText(QVBoxLayout* form, const QString& title, int lines);
    void fillCategories(Facet facet, CodeId chosen);
    void check();
    void save();

    Code m_code;
    QList<Code> m_codes;
    SectionHeader* m_title;
    QLineEdit* m_name;
    QComboBox* m_facet;
    QComboBox* m_category;
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
