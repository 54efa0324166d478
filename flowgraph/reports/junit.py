"""JUnit XML, which every CI server can show: what all reports in this form share.

Source: schema of Ant's JUnit XML (windyroad/JUnit-Schema). Jenkins shows the attribute ``message``
and takes what stands before the dot of a class for its package; GitLab shows the text of a failure,
and of two cases with one name the first alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

# The schema demands a time and a host; the same input gives the same bytes.
_ALWAYS = {"timestamp": "1970-01-01T00:00:00", "hostname": "localhost", "time": "0"}


def case(name: str, group: str) -> etree._Element:
    """Begin a test case that passes.

    Args:
        name: As people read it; no control characters.
        group: What it belongs to.
    """
    return etree.Element("testcase", name=name, classname=f"flowgraph.{group}", time="0")


def fail(one: etree._Element, message: str, text: str, kind: str) -> etree._Element:
    """Let a case fail: with one line, all that is to say, and how bad it is."""
    failure = etree.SubElement(one, "failure", message=message, type=kind)
    failure.text = text
    return one


def skip(one: etree._Element, message: str) -> etree._Element:
    """Let a case be skipped, with the reason."""
    etree.SubElement(one, "skipped", message=message).text = message
    return one


def suite(
    name: str, number: int, cases: Iterable[etree._Element], output: Iterable[str]
) -> etree._Element:
    """Make a suite of cases.

    Args:
        name: Its name.
        number: Its place in the document, from 0.
        cases: Its cases.
        output: Lines of its output, where servers show what is neither passed nor failed.
    """
    whole = etree.Element("testsuite", name=name, package="flowgraph", id=str(number), **_ALWAYS)
    etree.SubElement(whole, "properties")
    whole.extend(cases)
    etree.SubElement(whole, "system-out").text = "\n".join(output) or None
    etree.SubElement(whole, "system-err")
    for attribute, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        whole.set(attribute, str(sum(1 for _ in whole.iter(tag))))
    whole.set("errors", "0")
    return whole


def document(suites: Iterable[etree._Element]) -> str:
    """Write suites as a file."""
    root = etree.Element("testsuites")
    root.extend(suites)
    text: bytes = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8")
    return text.decode()
