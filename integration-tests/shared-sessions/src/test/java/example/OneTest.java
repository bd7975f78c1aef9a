package example;

class OneTest extends SharedCase {}
